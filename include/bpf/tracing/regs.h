/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Registers by their role. Each macro takes a struct pt_regs * or any other
 * pointer to a register set; the layout is the kernel's, from arch/<name>.h,
 * and not that of whichever struct pt_regs the program has or lacks.
 *
 * The plain macros load directly: for the context of a program, or a pointer
 * the verifier knows. On 64-bit architectures they are lvalues of the
 * register (but for PT_REGS_RET_IP, and PT_REGS_PARM1_SYSCALL where it says
 * so), on 32-bit ones values, zero-extended to unsigned long.
 * The _CORE macros read through bpf_probe_read_kernel(), from any kernel
 * pointer, as unsigned long; 0 where the read fails.
 *
 * In kprobe.multi programs of Linux 7 the set is what ftrace saved: arguments,
 * IP, SP, return address and frame pointer; in kretprobe.multi ones PT_REGS_RC
 * and PT_REGS_IP (and on arm64 PT_REGS_FP). Other registers are stale there.
 * (kernel/trace/fprobe.c, kernel/trace/bpf_trace.c)
 *
 * What an architecture has not is an error at compile time that says so.
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */
struct pt_regs;

#define ___bpf_string(x) ___bpf_quote(x)
#define ___bpf_quote(x) #x
/* x, if it holds; an lvalue stays one. */
#define ___bpf_sure(condition, message, x)                                                         \
	((void)__extension__ sizeof(struct { _Static_assert(condition, message); char ___none; }), \
	 (x))
#define ___bpf_error(message) ((unsigned long)___bpf_sure(0, message, 0))

#ifdef ___BPF_NO_TARGET
#define ___BPF_NO_TARGET_ERROR \
	"no target architecture: compile with -D__TARGET_ARCH_<name>, one of" ___BPF_TARGET_LIST
#define ___bpf_target(x) ___bpf_sure(0, ___BPF_NO_TARGET_ERROR, x)
#define ___bpf_require_target() __extension__ _Static_assert(0, ___BPF_NO_TARGET_ERROR)
#else
#define ___bpf_target(x) (x)
#define ___bpf_require_target() ((void)0)
#endif

#ifdef ___BPF_REGS_BY_ROLE
#define ___bpf_reg(x, role) ___bpf_own(reg)((const void *)(x), ___BPF_##role, 0)
#define ___bpf_reg_core(x, role) ___bpf_own(reg)((const void *)(x), ___BPF_##role, 1)
#else
/*
 * Where the registers are. Programs reach them by these numbers, as they may
 * have macros that are called like a register.
 */
#define ___bpf_offset(role) \
	___bpf_at_##role = __builtin_offsetof(struct ___BPF_REGS, __PT_##role##_REG),
enum { ___bpf_roles(___bpf_offset) };
#define ___bpf_reg_at(x, place) (*(___BPF_WORD *)((char *)___bpf_target(x) + (place)))
#if ___BPF_REG_BITS == 64
/* Of the type that the kernel's own members have. */
#define ___bpf_reg(x, role) \
	(*(unsigned long *)((char *)___bpf_target(x) + ___bpf_at_##role))
#else
#define ___bpf_reg(x, role) ((unsigned long)___bpf_reg_at(x, ___bpf_at_##role))
#endif
#define ___bpf_reg_core(x, role) \
	___bpf_own(read)(___bpf_own(address)((const void *)___bpf_target(x), ___bpf_at_##role))
#endif

/* As in libbpf: the typed pointer, for use with the __PT_*_REG names. */
#ifdef ___BPF_TARGET_ANY
#define __PT_REGS_CAST(x) \
	___bpf_error("__PT_REGS_CAST: the target any has no one layout; use PT_REGS_*")
#else
#define __PT_REGS_CAST(x) ___bpf_regs(___bpf_target(x))
#endif

/*
 * PT_REGS_PARM1..8(ctx): the nth integer or pointer argument of a function,
 * at its entry, where the architecture passes it in a register. The whole
 * register: bits above the argument's width are as the psABI has them, so
 * assign it to a variable of the declared type. In kprobes, uprobes and their
 * multi variants; not in return probes.
 */
#define ___bpf_has_parm(x, n, macro)                                                             \
	___bpf_sure((n) <= ___BPF_PARM_REGS, macro ": " ___BPF_ARCH " passes "                   \
		    ___bpf_string(___BPF_PARM_REGS) " arguments in registers; BPF_KPROBE and "   \
		    "BPF_UPROBE read those on the stack too", x)

#define PT_REGS_PARM1(x) ___bpf_reg(x, PARM1)
#define PT_REGS_PARM2(x) ___bpf_reg(x, PARM2)
#define PT_REGS_PARM3(x) ___bpf_reg(x, PARM3)
#define PT_REGS_PARM4(x) ___bpf_reg(___bpf_has_parm(x, 4, "PT_REGS_PARM4"), PARM4)
#define PT_REGS_PARM5(x) ___bpf_reg(___bpf_has_parm(x, 5, "PT_REGS_PARM5"), PARM5)
#define PT_REGS_PARM6(x) ___bpf_reg(___bpf_has_parm(x, 6, "PT_REGS_PARM6"), PARM6)
#define PT_REGS_PARM7(x) ___bpf_reg(___bpf_has_parm(x, 7, "PT_REGS_PARM7"), PARM7)
#define PT_REGS_PARM8(x) ___bpf_reg(___bpf_has_parm(x, 8, "PT_REGS_PARM8"), PARM8)
#define PT_REGS_PARM1_CORE(x) ___bpf_reg_core(x, PARM1)
#define PT_REGS_PARM2_CORE(x) ___bpf_reg_core(x, PARM2)
#define PT_REGS_PARM3_CORE(x) ___bpf_reg_core(x, PARM3)
#define PT_REGS_PARM4_CORE(x) \
	___bpf_reg_core(___bpf_has_parm(x, 4, "PT_REGS_PARM4_CORE"), PARM4)
#define PT_REGS_PARM5_CORE(x) \
	___bpf_reg_core(___bpf_has_parm(x, 5, "PT_REGS_PARM5_CORE"), PARM5)
#define PT_REGS_PARM6_CORE(x) \
	___bpf_reg_core(___bpf_has_parm(x, 6, "PT_REGS_PARM6_CORE"), PARM6)
#define PT_REGS_PARM7_CORE(x) \
	___bpf_reg_core(___bpf_has_parm(x, 7, "PT_REGS_PARM7_CORE"), PARM7)
#define PT_REGS_PARM8_CORE(x) \
	___bpf_reg_core(___bpf_has_parm(x, 8, "PT_REGS_PARM8_CORE"), PARM8)

/*
 * PT_REGS_HAS(role): whether the architecture has PT_REGS_<role>, for PARM1..8,
 * PARM7_SYSCALL, PARM1_SYSCALL_EXIT and FP: 0 or 1, a constant. For the target any it is known on
 * loading, and decides before the verifier looks for the register:
 *
 *   if (PT_REGS_HAS(PARM6)) x = PT_REGS_PARM6(ctx);
 */
#define PT_REGS_HAS(role) (!!___bpf_own(has)(___BPF_##role))

/*
 * PT_REGS_RC(ctx): the return value, in a return probe (kretprobe, uretprobe,
 * kretprobe.multi, session). The whole register: assign it to a variable of
 * the function's return type.
 */
#define PT_REGS_RC(x) ___bpf_reg(x, RC)
#define PT_REGS_RC_CORE(x) ___bpf_reg_core(x, RC)

/*
 * PT_REGS_SP(ctx): the stack pointer register. On sparc it is 2047 less than
 * the address of the stack. On riscv from Linux 5.12 to 6.9 a kprobe by ftrace, at a
 * function's entry, has in it where ctx is, 288 or 296 bytes (riscv32: 144 or 148)
 * below; what reads arguments on the stack knows.
 */
#define PT_REGS_SP(x) ___bpf_reg(x, SP)
#define PT_REGS_SP_CORE(x) ___bpf_reg_core(x, SP)

/*
 * PT_REGS_IP(ctx): the program counter. In a kprobe it can be past the probed
 * address: on x86 by the probe's instruction (1 byte, or 5 with ftrace), on
 * s390 by 2 behind a function's entry, on powerpc and in kprobe.multi up to
 * where ftrace is called; bpf_get_func_ip() is exact. In a return probe it is
 * the address that the function returns to, since Linux 5.15.
 */
#if defined(___BPF_IP_MOVES) && BPF_TRACING_CORE
#if ___BPF_REG_BITS == 64
#define PT_REGS_IP(x) (*(unsigned long *)___bpf_own(ip)((const void *)(x)))
#else
#define PT_REGS_IP(x) ((unsigned long)*___bpf_own(ip)((const void *)(x)))
#endif
#define PT_REGS_IP_CORE(x) \
	___bpf_own(read)(___bpf_own(ip)(___bpf_own(address)((const void *)(x), 0)))
#else
#define PT_REGS_IP(x) ___bpf_reg(x, IP)
#define PT_REGS_IP_CORE(x) ___bpf_reg_core(x, IP)
#endif

/*
 * PT_REGS_FP(ctx): the frame pointer register, where the architecture has one
 * and the probed code uses it as such.
 */
#define ___bpf_has_fp(x, macro)                           \
	___bpf_sure(___BPF_HAS_FP, macro ": " ___BPF_ARCH \
		    " has no frame pointer in struct pt_regs", x)
#define PT_REGS_FP(x) ___bpf_reg(___bpf_has_fp(x, "PT_REGS_FP"), FP)
#define PT_REGS_FP_CORE(x) ___bpf_reg_core(___bpf_has_fp(x, "PT_REGS_FP_CORE"), FP)

/*
 * PT_REGS_RET(ctx): the register that leads to the return address at function
 * entry: the link register; on x86 the stack pointer, which points to it; on
 * sparc %o7, the address of the call. Use PT_REGS_RET_IP.
 */
#define PT_REGS_RET(x) ___bpf_reg(x, RET)
#define PT_REGS_RET_CORE(x) ___bpf_reg_core(x, RET)

/*
 * PT_REGS_RET_IP(ctx): the address a function will return to, as unsigned
 * long, at its entry (kprobe, uprobe) on every architecture. In a return probe
 * PT_REGS_IP(ctx) is that address.
 * BPF_KPROBE_READ_RET_IP(ip, ctx): the same into ip; yields 0, or the negative
 * error of the read on x86, where the address is in memory.
 * BPF_KRETPROBE_READ_RET_IP(ip, ctx): into ip the address that the function
 * returns to, in a uretprobe or, since Linux 5.15, kretprobe; yields 0.
 */
#define PT_REGS_RET_IP(x)                                                   \
	({                                                                  \
		unsigned long ___ip;                                        \
		___bpf_own(ret_ip)((const void *)___bpf_target(x), &___ip); \
		___ip;                                                      \
	})
#define BPF_KPROBE_READ_RET_IP(ip, ctx)                                       \
	({                                                                    \
		unsigned long ___ip;                                          \
		long ___err = ___bpf_own(ret_ip)(___bpf_target(ctx), &___ip); \
		(ip) = (__typeof__(ip))___ip;                                 \
		___err;                                                       \
	})
#define BPF_KRETPROBE_READ_RET_IP(ip, ctx)              \
	({                                              \
		long ___err = 0;                        \
		(ip) = (__typeof__(ip))PT_REGS_IP(ctx); \
		___err;                                 \
	})

/*
 * PT_REGS_PARM1..7_SYSCALL(regs): the nth syscall argument in the registers
 * that the user entered the kernel with: those of PT_REGS_SYSCALL_REGS(), of
 * bpf_task_pt_regs(), of the raw tracepoints sys_enter and sys_exit. Where no
 * wrapper exists (tracing/syscall.h) the context of a syscall function's
 * kprobe does too; BPF_KSYSCALL is the simple way.
 * Six arguments everywhere; the seventh where the architecture passes one.
 * The first is what the user passed, in sys_exit too, where the kernel keeps it
 * apart: on s390, riscv, loongarch, arm64, powerpc, arm and arc. There
 * PT_REGS_PARM1_SYSCALL is a value, no lvalue; the mode that the registers are of
 * tells, unless the kernel is known to have the wrapper. What ptrace or seccomp
 * changed it to, BPF_KSYSCALL sees, and in sys_enter on arm64, powerpc, arm and arc
 * PT_REGS_PARM1_CORE(regs). On sparc, which keeps no copy, it is the
 * return value in sys_exit.
 */
#ifdef ___BPF_PARM1_SYSCALL_KEPT
#define PT_REGS_PARM1_SYSCALL(x) ___bpf_own(parm1_syscall)((const void *)(x), 0)
#define PT_REGS_PARM1_CORE_SYSCALL(x) ___bpf_own(parm1_syscall)((const void *)(x), 1)
#else
#define PT_REGS_PARM1_SYSCALL(x) ___bpf_reg(x, PARM1_SYSCALL)
#define PT_REGS_PARM1_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM1_SYSCALL)
#endif
/*
 * PT_REGS_PARM1_SYSCALL_EXIT(regs), PT_REGS_PARM1_CORE_SYSCALL_EXIT(regs): the
 * first argument at the end of the syscall, as the user passed it, in the raw
 * tracepoint sys_exit: without a look at the mode, and an error on sparc, where
 * it is lost. The fourth argument is lost so on mips, to the error flag.
 */
#define ___bpf_has_parm1_exit(x, macro)                                                  \
	___bpf_sure(___BPF_SYSCALL_EXIT_LOST != 1, macro ": " ___BPF_ARCH " overwrites " \
		    "the first argument with the return value", x)
#define PT_REGS_PARM1_SYSCALL_EXIT(x) \
	___bpf_reg(___bpf_has_parm1_exit(x, "PT_REGS_PARM1_SYSCALL_EXIT"), PARM1_SYSCALL_EXIT)
#define PT_REGS_PARM1_CORE_SYSCALL_EXIT(x)                                               \
	___bpf_reg_core(___bpf_has_parm1_exit(x, "PT_REGS_PARM1_CORE_SYSCALL_EXIT"),     \
			PARM1_SYSCALL_EXIT)
#define PT_REGS_PARM2_SYSCALL(x) ___bpf_reg(x, PARM2_SYSCALL)
#define PT_REGS_PARM2_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM2_SYSCALL)
#define PT_REGS_PARM3_SYSCALL(x) ___bpf_reg(x, PARM3_SYSCALL)
#define PT_REGS_PARM3_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM3_SYSCALL)
#define PT_REGS_PARM4_SYSCALL(x) ___bpf_reg(x, PARM4_SYSCALL)
#define PT_REGS_PARM4_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM4_SYSCALL)
#define PT_REGS_PARM5_SYSCALL(x) ___bpf_reg(x, PARM5_SYSCALL)
#define PT_REGS_PARM5_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM5_SYSCALL)
#define PT_REGS_PARM6_SYSCALL(x) ___bpf_reg(x, PARM6_SYSCALL)
#define PT_REGS_PARM6_CORE_SYSCALL(x) ___bpf_reg_core(x, PARM6_SYSCALL)
#define ___bpf_has_parm7(x, macro)                                                \
	___bpf_sure(___BPF_HAS_PARM7_SYSCALL, macro ": " ___BPF_ARCH " passes 6 " \
		    "syscall arguments in registers", x)
#define PT_REGS_PARM7_SYSCALL(x) \
	___bpf_reg(___bpf_has_parm7(x, "PT_REGS_PARM7_SYSCALL"), PARM7_SYSCALL)
#define PT_REGS_PARM7_CORE_SYSCALL(x) \
	___bpf_reg_core(___bpf_has_parm7(x, "PT_REGS_PARM7_CORE_SYSCALL"), PARM7_SYSCALL)

/*
 * PT_REGS_SYSCALL_PARM_N(regs, n): the nth syscall argument, n from 1 to 6 known at run time
 * only, from any kernel pointer to the registers that the user entered the kernel with, as
 * PT_REGS_PARMn_CORE_SYSCALL() reads it: unsigned long; 0 where the read fails and where n is
 * any other number.
 */
#define PT_REGS_SYSCALL_PARM_N(regs, n) \
	___bpf_own(syscall_parm_n)((const void *)___bpf_target(regs), (unsigned long)(n))

/*
 * PT_REGS_PARM(ctx, n): the nth argument of a kernel function at its entry, n
 * a constant from 1 to 12, where each before it takes one register or stack
 * word; unsigned long, read from the kernel stack if it is there (0 where that
 * fails; BPF_KPROBE2 tells).
 * PT_REGS_PARM_USER(ctx, n): the same of a user function.
 */
#define ___bpf_checked_parm(ctx, n, user, macro)                                               \
	({                                                                                     \
		_Static_assert((n) >= 1 && (n) <= 12, macro ": n is a constant from 1 to 12"); \
		___bpf_own(parm)(___bpf_target(ctx), n, user);                                 \
	})
#define PT_REGS_PARM(ctx, n) ___bpf_checked_parm(ctx, n, 0, "PT_REGS_PARM")
#define PT_REGS_PARM_USER(ctx, n) ___bpf_checked_parm(ctx, n, 1, "PT_REGS_PARM_USER")

/*
 * PT_REGS_PARM_N(ctx, n): the same of a kernel function where n, from 1 to 12, is known at run
 * time only; 0 where it is any other number. Of a program's context alone: a register is
 * loaded in a branch of its own, as the verifier wants it, a stack word read.
 */
#define PT_REGS_PARM_N(ctx, n) ___bpf_own(parm_n)(___bpf_target(ctx), (unsigned long)(n))

/*
 * PT_REGS_RC64(ctx): a 64-bit return value, __u64, in a return probe: on
 * 32-bit targets of two registers.
 */
#define PT_REGS_RC64(ctx) ((__u64)___bpf_own(rc64)(___bpf_target(ctx)))

/*
 * PT_REGS_SYSCALL_NR(regs), PT_REGS_SYSCALL_NR_CORE(regs): the number of the syscall
 * that the user's registers entered the kernel with, a long; -1 outside of one, but for
 * arm, whose registers do not tell. Of a 32-bit task it is of its own table; x32's has
 * bit 30. Plain where the verifier knows the pointer, _CORE from any kernel pointer (on
 * mips both read: the number is in the task's thread_info, and the task is current).
 * (arch/<arch>/include/asm/syscall.h, syscall_get_nr())
 * PT_REGS_IS_USER(regs), PT_REGS_IS_USER_CORE(regs): whether registers are of user mode,
 * 0 or 1. (arch/<arch>/include/asm/ptrace.h, user_mode())
 */
#define PT_REGS_SYSCALL_NR(x) \
	((long)___bpf_own(syscall_nr)((const void *)___bpf_target(x), 0))
#define PT_REGS_SYSCALL_NR_CORE(x) \
	((long)___bpf_own(syscall_nr)((const void *)___bpf_target(x), 1))
#define PT_REGS_IS_USER(x) ((_Bool)(___bpf_own(is_user)((const void *)___bpf_target(x), 0) & 1))
#define PT_REGS_IS_USER_CORE(x) \
	((_Bool)(___bpf_own(is_user)((const void *)___bpf_target(x), 1) & 1))

/*
 * bpf_user_regs(): the user's registers of the current task, a struct pt_regs * for the
 * _CORE macros, in any tracing program: lsm, perf_event, tp_btf, fentry, kprobe. By
 * bpf_task_pt_regs(), Linux 5.15; after vmlinux.h on older kernels with BTF from the end
 * of the task's stack, of 16 KiB on x86-64, arm64, s390 and riscv (more with KASAN, and
 * with arm64's pages of 64 KiB: it is not found there). A kernel thread has none: what
 * is there is not of user mode (PT_REGS_IS_USER_CORE). (asm/processor.h, task_pt_regs())
 * Not on 32-bit powerpc with Linux 7 and its JIT, which jumps astray for any program that
 * wants the current task: the kernel panics. (arch/powerpc/net/bpf_jit_comp.c,
 * bpf_jit_inlines_helper_call())
 */
#define bpf_user_regs() ((struct pt_regs *)___bpf_target(___bpf_own(user_regs)()))

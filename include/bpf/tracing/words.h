/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * The dictionary: every word that a header of arch/ may say, what it means and
 * what holds where it says nothing, in the order of such a header. Nothing else
 * is in here.
 *
 * Included twice: by select.h before the architecture's header, for the facts
 * that are data, and by fetch.h at its end, for the words that the preprocessor
 * needs: registers, strings, what there is, what sizes of arrays depend on.
 * For the target `any` any_arch.h forgets the latter; tests/compile/any.py
 * compares the two lists.
 */
#ifndef ___BPF_WORDS
#define ___BPF_WORDS

/* ___bpf_own(abi), of which functions ask ___bpf_fact(); 0 where nothing is said. */
struct ___bpf_abi {
	/* Bytes from the stack pointer to the first argument on the stack at a function's entry, */
	int stack_parm;
	/* and of user functions, where that differs. */
	int user_stack_parm;
	/* How many floating-point arguments have registers of their own, 0: all are as integers; */
	int float_regs;
	/* two floats share one; those beyond are as integers, else on the stack. */
	int float_halves;
	int floats_then_regs;
	/* Structs shorter than a word are in its low-order bytes, on big-endian too. */
	int structs_right;
	/* The return address is at the stack pointer at entry, else in __PT_RET_REG, */
	int ret_ip_on_stack;
	/* which is so many bytes short of it. */
	int ret_ip_after_call;

	/* A syscall's handler is entered with the user's registers at the stack pointer. */
	int syscall_regs_at_sp;
	/* Without the wrapper its arguments are on the stack, or still in the user's registers. */
	int syscall_parms_on_stack;
	int syscall_parms_in_place;

	/* Its function takes a single argument in any case, so fexit has the value second. */
	int fsyscall_ret_second;
	/* The user's registers end with a task's kernel stack, of so many bytes. */
	int user_regs_end;

	/* mmap(2) has its offset in pages of so many bits; it and the older one have a struct. */
	int mmap_shift;
	int mmap_struct;
	int old_mmap_struct;
	/* 1, 2: Kconfig's CLONE_BACKWARDS, CLONE_BACKWARDS2; the function takes registers. */
	int clone_backwards;
	int clone_takes_regs;
	/* ipc(2) has five arguments, whose third is also what others have as fifth; no versions. */
	int ipc_of_five;
	int ipc_no_versions;
	/* pread64(2) and pwrite64(2) have a word of padding that the psABI does not ask for. */
	int pread64_padded;
	/* The last argument comes second. */
	int fadvise64_advice_second;
	int sync_file_range_flags_second;

	/* 32-bit tasks: a pointer's bits, if not 32. */
	int compat_pointer_bits;
	/* How a function that 64-bit tasks share tells: ___BPF_BY_...; 0: there is none. */
	int compat_shared;
	/* With BY_STACK: the user's registers are so many bytes above the stack pointer. */
	int compat_regs_above_sp;
};
#define ___bpf_fact(name) (___bpf_own(abi).name)

/* compat_shared: by the wrapper's registers, the task's, those on the stack. */
#define ___BPF_BY_WRAPPER 1
#define ___BPF_BY_TASK 2
#define ___BPF_BY_STACK 3

/* ___BPF_PAIRS: values of two words and that alignment start */
#define ___BPF_ANYWHERE 0
#define ___BPF_EVEN_STACK 1		/* at an even word of the stack, */
#define ___BPF_EVEN_REG 2		/* in an even register too, from 0, */
#define ___BPF_EVEN_REG_ONLY_STRUCTS 3	/* or only structs do. */

/* ___BPF_SPILL: what does not fit into the registers left */
#define ___BPF_SPLIT 0			/* is in those and on the stack, */
#define ___BPF_CLOSES 1			/* or on the stack, with all that follow, */
#define ___BPF_SKIPS 2			/* or while others may take them. */

#else

/*
 * ___BPF_ARCH: what messages call it. ___bpf_own(f): ___bpf_<architecture>_f.
 * bpf_target_<family>: as in libbpf. ___BPF_REG_BITS: 64 or 32. Each has these,
 * and ___BPF_REGS, the tag of its register set, a struct.
 */
#if ___BPF_REG_BITS == 64
#define ___BPF_WORD __u64
#define ___BPF_SIGNED_WORD __s64
#else
#define ___BPF_WORD __u32
#define ___BPF_SIGNED_WORD __s32
#endif

/*
 * ___BPF_REGS_MOVE, ___BPF_IP_MOVES, ___BPF_STATE_MOVES: the kernel's configuration or
 * version moves registers, the IP only, some of those that tell of a syscall.
 */
/* Where the place of a role is known on loading only. */
#if defined(___BPF_TARGET_ANY) || (defined(___BPF_REGS_MOVE) && BPF_TRACING_CORE)
#define ___BPF_REGS_BY_ROLE
#endif

/*
 * ___bpf_kernels_<name>(el, eb, args...): el(<name>, size, ##args), or eb(), for each
 * byte order of kernels and size of bpf_user_pt_regs_t there, for the target any.
 */

/*
 * ___BPF_PARM_REGS: how many arguments of functions are in registers, at least 3,
 * __PT_PARMn_REG. For those that there are not the first stands, and is not read.
 */
#ifndef __PT_PARM4_REG
#define __PT_PARM4_REG __PT_PARM1_REG
#endif
#ifndef __PT_PARM5_REG
#define __PT_PARM5_REG __PT_PARM1_REG
#endif
#ifndef __PT_PARM6_REG
#define __PT_PARM6_REG __PT_PARM1_REG
#endif
#ifndef __PT_PARM7_REG
#define __PT_PARM7_REG __PT_PARM1_REG
#define __PT_PARM8_REG __PT_PARM1_REG
#endif

/* User functions have no argument in a register; asmlinkage and variadic ones of the kernel. */
#ifdef ___BPF_USER_PARMS_ON_STACK
#define ___BPF_USER_PARM_REGS 0
#else
#define ___BPF_USER_PARM_REGS ___BPF_PARM_REGS
#endif
#ifdef ___BPF_ASMLINKAGE_ON_STACK
#define ___BPF_ASMLINKAGE_REGS 0
#else
#define ___BPF_ASMLINKAGE_REGS ___BPF_PARM_REGS
#endif

#ifndef ___BPF_PAIRS
#define ___BPF_PAIRS ___BPF_EVEN_STACK
#endif
#ifndef ___BPF_SPILL
#define ___BPF_SPILL ___BPF_SPLIT
#endif
/* Whether a value of so many bytes, a struct or union or not, is passed itself, not its address. */
#ifndef ___bpf_by_value
#define ___bpf_by_value(aggregate, size) 1
#endif
/* Whether a struct of so many bytes is on the stack in any case. */
#ifndef ___bpf_in_memory
#define ___bpf_in_memory(size) 0
#endif

/*
 * __PT_RET_REG, __PT_FP_REG, __PT_RC_REG, __PT_SP_REG, __PT_IP_REG: by role, of
 * which FP may lack; the next ones of a return value, and whether a value is
 * returned in registers, user: by user code.
 */
#ifdef __PT_FP_REG
#define ___BPF_HAS_FP 1
#else
#define ___BPF_HAS_FP 0
#define __PT_FP_REG __PT_PARM1_REG
#endif
#ifndef ___BPF_RC2_REG
#define ___BPF_RC2_REG __PT_RC_REG
#endif
#ifndef ___BPF_RC3_REG
#define ___BPF_RC3_REG __PT_RC_REG
#define ___BPF_RC4_REG __PT_RC_REG
#endif
#ifndef ___bpf_returned
#define ___bpf_returned(aggregate, size, user) ((size) <= 2 * sizeof(___BPF_WORD))
#endif
/*
 * ___BPF_FTRACE_LINK_REG: some kernels' ftrace stores the stack pointer when it has made
 * room for the registers, beyond one more word if this is not the link of calls of it.
 * Beside the IP, where a task is made to go on: ___BPF_NEXT_IP_REG, the instruction
 * after it; ___BPF_THUMB_REG, with arm's state.
 */

/*
 * Go (go.h), where there is any: ___BPF_GO_STACK_PARM, bytes from the stack pointer to
 * the first argument on the stack at a function's entry; ___bpf_go_regs(reg), where it has
 * ABIInternal: reg(n, register) of each of its integer registers, from 0;
 * ___BPF_GO_FLOAT_REGS, how many floating-point ones; ___BPF_GO_G_REG, the goroutine's, if
 * any; ___BPF_GO_CTXT_REG, a closure's; ___BPF_GO_RET_POPS: the instruction that returns
 * takes the frame off, too.
 */
#ifdef ___BPF_GO_STACK_PARM
#define ___BPF_HAS_GO 1
#else
#define ___BPF_HAS_GO 0
#define ___BPF_GO_STACK_PARM 0
#define ___BPF_GO_CTXT_REG __PT_SP_REG
#endif
#ifndef ___bpf_go_regs
#define ___bpf_go_regs(reg)
#define ___BPF_GO_FLOAT_REGS 0
#endif
#ifdef ___BPF_GO_G_REG
#define ___BPF_HAS_GO_G 1
#else
#define ___BPF_HAS_GO_G 0
#define ___BPF_GO_G_REG __PT_SP_REG
#endif

/*
 * __PT_PARMn_SYSCALL_REG: what the user passed, 6 or 7. ___BPF_HANDLER_PARM1_REG:
 * the first as the handler takes it, if that differs. __PT_PARM1_SYSCALL_EXIT_REG:
 * the first at the end; ___BPF_SYSCALL_EXIT_LOST: from which on, of the first and
 * those that are kept by no other, they are lost by then, 0: none is.
 */
#ifdef __PT_PARM7_SYSCALL_REG
#define ___BPF_HAS_PARM7_SYSCALL 1
#else
#define ___BPF_HAS_PARM7_SYSCALL 0
#define __PT_PARM7_SYSCALL_REG __PT_PARM1_REG
#endif
#ifndef ___BPF_HANDLER_PARM1_REG
#define ___BPF_HANDLER_PARM1_REG __PT_PARM1_SYSCALL_REG
#endif
#define ___BPF_HANDLER_PARM2_REG __PT_PARM2_SYSCALL_REG
#define ___BPF_HANDLER_PARM3_REG __PT_PARM3_SYSCALL_REG
#define ___BPF_HANDLER_PARM4_REG __PT_PARM4_SYSCALL_REG
#define ___BPF_HANDLER_PARM5_REG __PT_PARM5_SYSCALL_REG
#define ___BPF_HANDLER_PARM6_REG __PT_PARM6_SYSCALL_REG
#define ___BPF_HANDLER_PARM7_REG __PT_PARM7_SYSCALL_REG
#ifndef __PT_PARM1_SYSCALL_EXIT_REG
#define __PT_PARM1_SYSCALL_EXIT_REG __PT_PARM1_SYSCALL_REG
#endif
#ifndef ___BPF_SYSCALL_EXIT_LOST
#define ___BPF_SYSCALL_EXIT_LOST 0
#endif

/*
 * ___BPF_SYSCALL_WRAPPER: some kernels have the syscall wrapper (syscall.h).
 * ___BPF_SYSCALL_REGS_LOW, ___BPF_SYSCALL_REGS_HIGH: the lowest and the highest
 * register of those that hold arguments, but for a first one that is far from the
 * others, where functions take the user's registers.
 * ___BPF_SYSCALL_FN: the type that functions have with the wrapper, where that
 * came after bpf_task_pt_regs(). ___BPF_JIT_IS_OFF: unless someone turns it on.
 * ___BPF_MODE_REG, ___bpf_kernel_mode(it): whether registers are of the kernel.
 * ___BPF_PARM1_SYSCALL_KEPT: __PT_PARM1_SYSCALL_REG is a copy, in the user's only.
 * ___BPF_SYSCALL_NR_REG, ___bpf_syscall_nr(it): the syscall's number in the user's
 * registers, ___BPF_IN_SYSCALL_REG, ___bpf_in_syscall(it): while one runs; or
 * ___BPF_SYSCALL_NR_IN_THREAD_INFO: where in that, at the foot of the task's stack, or
 * a word further, ___bpf_syscall_nr_moved(the word behind it).
 * ___BPF_ERROR_REG, ___bpf_is_error(it): a positive value of sys_exit is an error.
 * ___BPF_TP_ERRORS_POSITIVE 1: tp/syscalls/sys_exit_* has errors as positive numbers.
 * ___BPF_FSYSCALL_PREFIX: functions of syscalls, where kernels have trampolines;
 * ___BPF_FSYSCALL0_PREFIX: of those without arguments, if that differs.
 */
#ifndef ___BPF_FSYSCALL0_PREFIX
#define ___BPF_FSYSCALL0_PREFIX ___BPF_FSYSCALL_PREFIX
#endif
#ifndef ___BPF_TP_ERRORS_POSITIVE
#define ___BPF_TP_ERRORS_POSITIVE 0
#endif
#ifndef ___bpf_syscall_nr
#define ___bpf_syscall_nr(nr) (nr)
#endif

/*
 * Syscalls (quirks.h): ___BPF_SYSCALL_SECTION, the section's name up to the
 * syscall's. What follows sections of them: their functions, as far as the kernel
 * calls them otherwise. Where an ___BPF_OLD_MMAP_SYSCALL, ___BPF_SOCKETCALL,
 * ___BPF_IPC_SYSCALL is not said there is none. ___BPF_CLONE_SECTION: clone's.
 */
#ifndef ___BPF_SYSCALL64_PREFIX
#define ___BPF_SYSCALL64_PREFIX ""
#endif
#ifndef ___BPF_MMAP_SYSCALL
#define ___BPF_MMAP_SYSCALL "mmap"
#endif
/* ___BPF_FADVISE64_OLD_SECTION: before there was a ___BPF_SYSCALL64_PREFIX. */
#ifndef ___BPF_PREAD64
#define ___BPF_PREAD64 ___BPF_SYSCALL64_PREFIX "pread64"
#define ___BPF_PWRITE64 ___BPF_SYSCALL64_PREFIX "pwrite64"
#endif
#ifndef ___BPF_FADVISE64_SYSCALL
#define ___BPF_FADVISE64_SYSCALL "fadvise64_64"
#endif
#ifndef ___BPF_SYNC_FILE_RANGE
#define ___BPF_SYNC_FILE_RANGE "sync_file_range"
#endif

/*
 * 32-bit tasks beside 64-bit ones (compat.h), where there are any:
 * ___BPF_COMPAT_SECTION, of functions of their own; ___BPF_COMPAT_NATIVE_SECTION,
 * of the others; ___BPF_COMPAT_PARMn_REG, 1 to 6, where the functions take
 * other registers; ___BPF_COMPAT_MODE_REG, ___bpf_compat_mode(it): whether the
 * user's registers are of such a task; or ___BPF_COMPAT_STATUS, a bit of
 * thread_info.status.
 */

#endif

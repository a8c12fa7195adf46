/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Registers written: in uprobe programs, uprobe.multi ones too, since Linux 6.18.
 * Older kernels refuse to load such a program ("invalid bpf_context access"),
 * kprobes refuse to attach it (-EINVAL). (kernel/trace/bpf_trace.c,
 * kernel/events/uprobes.c)
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */
#ifdef ___BPF_REGS_BY_ROLE
#define ___bpf_set(x, role, v)                                                                  \
	((void)(x), (void)(v), (void)___bpf_error("PT_REGS_SET_" #role ": where the registers " \
		"are is known on loading only; compile for one architecture, on arc with "      \
		"-DBPF_TRACING_CORE=0"))
#else
#define ___bpf_set(x, role, v) \
	((void)(___bpf_reg_at(x, ___bpf_at_##role) = (___BPF_WORD)(unsigned long)(v)))
#endif

/*
 * PT_REGS_SET_PARM1..8(ctx, value): the nth argument that the function will see,
 * where it is passed in a register; at its entry. An integer or a pointer, cut to
 * the register's width; extend it as the psABI has it. An error on i386, where
 * user functions have them on the stack.
 * PT_REGS_SET_RC(ctx, value): what it returns, in a uretprobe.
 * PT_REGS_SET_IP(ctx, address): where the task goes on; the probed instruction is
 * then not executed.
 */
#ifdef ___BPF_USER_PARMS_ON_STACK
#define ___bpf_set_parm(ctx, n, value)                                                         \
	((void)(ctx), (void)(value), (void)___bpf_error("PT_REGS_SET_PARM" #n ": " ___BPF_ARCH \
		" user functions take their arguments on the stack"))
#else
#define ___bpf_set_parm(ctx, n, value) \
	___bpf_set(___bpf_has_parm(ctx, n, "PT_REGS_SET_PARM" #n), PARM##n, value)
#endif
#define PT_REGS_SET_PARM1(ctx, value) ___bpf_set_parm(ctx, 1, value)
#define PT_REGS_SET_PARM2(ctx, value) ___bpf_set_parm(ctx, 2, value)
#define PT_REGS_SET_PARM3(ctx, value) ___bpf_set_parm(ctx, 3, value)
#define PT_REGS_SET_PARM4(ctx, value) ___bpf_set_parm(ctx, 4, value)
#define PT_REGS_SET_PARM5(ctx, value) ___bpf_set_parm(ctx, 5, value)
#define PT_REGS_SET_PARM6(ctx, value) ___bpf_set_parm(ctx, 6, value)
#define PT_REGS_SET_PARM7(ctx, value) ___bpf_set_parm(ctx, 7, value)
#define PT_REGS_SET_PARM8(ctx, value) ___bpf_set_parm(ctx, 8, value)
#define PT_REGS_SET_RC(ctx, value) ___bpf_set(ctx, RC, value)
#if defined(___BPF_IP_MOVES) && BPF_TRACING_CORE
#define PT_REGS_SET_IP(ctx, address) \
	((void)(*___bpf_own(ip)(ctx) = (___BPF_WORD)(unsigned long)(address)))
#else
#define PT_REGS_SET_IP(ctx, address) ___bpf_set(ctx, IP, address)
#endif

/*
 * PT_REGS_RETURN(ctx, value): the function is not run and returns value, in a
 * uprobe on its entry. Yields 0, or on x86, where the return address is in memory,
 * the negative error of its read; nothing is changed then.
 */
#ifdef ___BPF_REGS_BY_ROLE
#define PT_REGS_RETURN(ctx, value)                                                              \
	((long)((void)(ctx), (void)(value), ___bpf_error("PT_REGS_RETURN: where the registers " \
		"are is known on loading only; compile for one architecture, on arc with "      \
		"-DBPF_TRACING_CORE=0")))
#else
#define ___bpf_writable(x, reg) (((struct ___BPF_REGS *)(x))->reg)
static __always_inline long ___bpf_return_now(void *ctx, unsigned long value)
{
	unsigned long ip;
	long err = ___bpf_own(ret_ip)(ctx, &ip);

	if (err)
		return err;
	___bpf_writable(ctx, __PT_RC_REG) = (___BPF_WORD)value;
	if (___bpf_fact(ret_ip_on_stack))
		___bpf_writable(ctx, __PT_SP_REG) += sizeof(___BPF_WORD);
#ifdef ___BPF_THUMB_REG
	/* As bx does: the address's lowest bit is the state. */
	___bpf_writable(ctx, ___BPF_THUMB_REG) =
		(___bpf_slot(ctx, ___BPF_THUMB_REG) & ~0x20u) | (___BPF_WORD)(ip & 1) << 5;
	ip &= ~1ul;
#endif
#ifdef ___BPF_NEXT_IP_REG
	___bpf_writable(ctx, ___BPF_NEXT_IP_REG) = (___BPF_WORD)ip + 4;
#endif
	*___bpf_own(ip)(ctx) = (___BPF_WORD)ip;
	return 0;
}
#define PT_REGS_RETURN(ctx, value) \
	___bpf_return_now(___bpf_target(ctx), (unsigned long)(value))
#endif

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * One program for each role and form of it. A program's name is what it
 * expects: plain_X loads role X from the context, core_X reads it through
 * bpf_probe_read_kernel(), and so on (see regs.py).
 */
#include "fixture.h"

#define PLAIN(role)                                             \
	SEC("kprobe") unsigned long plain_##role(struct pt_regs *ctx) \
	{                                                       \
		return PT_REGS_##role(ctx);                     \
	}
#define CORE(role, macro)                                       \
	SEC("kprobe") unsigned long core_##role(void *regs)     \
	{                                                       \
		return macro(regs);                             \
	}
/* Both of one context, with a branch between: no load may take the address that is read. */
unsigned long out[12];
#define BOTH(role, macro)                                               \
	SEC("kprobe") unsigned long both_##role(struct pt_regs *ctx)    \
	{                                                               \
		out[0] = macro(ctx);                                    \
		if (out[0])                                             \
			out[1] = PT_REGS_SP_CORE(ctx);                  \
		return PT_REGS_##role(ctx);                             \
	}
#define WAYS(role, macro) PLAIN(role) CORE(role, macro) BOTH(role, macro)
/* The address of an lvalue, as programs written for libbpf take it. */
#define ADDRESS(role)                                                              \
	SEC("kprobe") unsigned long address_##role(struct pt_regs *ctx)            \
	{                                                                          \
		unsigned long value = 0;                                           \
		bpf_probe_read_kernel(&value, sizeof(value), &PT_REGS_##role(ctx)); \
		return value;                                                      \
	}
/* The names that other headers use. */
#define NAMED(role)                                                    \
	SEC("kprobe") unsigned long named_##role(const void *ctx)      \
	{                                                              \
		return __PT_REGS_CAST(ctx)->__PT_##role##_REG;         \
	}

#ifdef __TARGET_ARCH_any
#define ROLE(role) WAYS(role, PT_REGS_##role##_CORE)
#define SYSCALL(n) \
	WAYS(PARM##n##_SYSCALL, PT_REGS_PARM##n##_CORE_SYSCALL)
#elif BITS == 64
#define ROLE(role) WAYS(role, PT_REGS_##role##_CORE) NAMED(role) ADDRESS(role)
#define SYSCALL(n) \
	WAYS(PARM##n##_SYSCALL, PT_REGS_PARM##n##_CORE_SYSCALL) \
	ADDRESS(PARM##n##_SYSCALL)
#else
#define ROLE(role) WAYS(role, PT_REGS_##role##_CORE) NAMED(role)
#define SYSCALL(n) \
	WAYS(PARM##n##_SYSCALL, PT_REGS_PARM##n##_CORE_SYSCALL)
#endif

ROLE(PARM1)
ROLE(PARM2)
ROLE(PARM3)
#ifdef HAS_PARM4
ROLE(PARM4)
#endif
#ifdef HAS_PARM5
ROLE(PARM5)
#endif
#ifdef HAS_PARM6
ROLE(PARM6)
#endif
#ifdef HAS_PARM7
ROLE(PARM7)
#endif
#ifdef HAS_PARM8
ROLE(PARM8)
#endif
ROLE(RET)
#ifdef HAS_FP
ROLE(FP)
#endif
ROLE(RC)
ROLE(SP)
ROLE(IP)
#ifdef HAS_MODE
WAYS(PARM1_SYSCALL, PT_REGS_PARM1_CORE_SYSCALL)
#else
SYSCALL(1)
#endif
SYSCALL(2)
SYSCALL(3)
SYSCALL(4)
SYSCALL(5)
SYSCALL(6)
#ifdef HAS_PARM7_SYSCALL
SYSCALL(7)
#endif
#ifdef HAS_PARM1_SYSCALL_EXIT
WAYS(PARM1_SYSCALL_EXIT, PT_REGS_PARM1_CORE_SYSCALL_EXIT)
#endif

/* Registers written, where they have one place. */
#if !defined(__TARGET_ARCH_any) && !(defined(__TARGET_ARCH_arc) && BPF_TRACING_CORE)
#define SET(role)                                                        \
	SEC("uprobe") unsigned long set_##role(struct pt_regs *ctx)      \
	{                                                                \
		PT_REGS_SET_##role(ctx, (void *)0x8877665544332211ul);   \
		return 0;                                                \
	}
#ifndef __TARGET_ARCH_i386
SET(PARM1)
SET(PARM2)
SET(PARM3)
#endif
#ifdef HAS_PARM4
SET(PARM4)
#endif
#ifdef HAS_PARM5
SET(PARM5)
#endif
#ifdef HAS_PARM6
SET(PARM6)
#endif
#ifdef HAS_PARM7
SET(PARM7)
#endif
#ifdef HAS_PARM8
SET(PARM8)
#endif
SET(RC)
SET(IP)

SEC("uprobe") unsigned long return_RC(struct pt_regs *ctx)
{
	return PT_REGS_RETURN(ctx, 0x8877665544332211ul);
}
#if BITS == 64
/* As programs write them by hand. */
SEC("uretprobe") unsigned long assign_RC(struct pt_regs *ctx)
{
	PT_REGS_RC(ctx) = 0x8877665544332211ul;
	return 0;
}
#endif
#endif

SEC("kprobe") unsigned long ret_ip(struct pt_regs *ctx)
{
	return PT_REGS_RET_IP(ctx);
}

SEC("kprobe") unsigned long read_ret_ip(struct pt_regs *ctx)
{
	unsigned long ip;

	BPF_KPROBE_READ_RET_IP(ip, ctx);
	return ip;
}

SEC("kprobe") unsigned long kret_read_ret_ip(struct pt_regs *ctx)
{
	void *ip;

	BPF_KRETPROBE_READ_RET_IP(ip, ctx);
	return (unsigned long)ip;
}

/* Six arguments through the pointer that PT_REGS_SYSCALL_REGS gives. */
SEC("kprobe") int syscall_regs(struct pt_regs *ctx)
{
	struct pt_regs *regs = PT_REGS_SYSCALL_REGS(ctx);

	out[0] = PT_REGS_PARM1_CORE_SYSCALL(regs);
	out[1] = PT_REGS_PARM2_CORE_SYSCALL(regs);
	out[2] = PT_REGS_PARM3_CORE_SYSCALL(regs);
	out[3] = PT_REGS_PARM4_CORE_SYSCALL(regs);
	out[4] = PT_REGS_PARM5_CORE_SYSCALL(regs);
	out[5] = PT_REGS_PARM6_CORE_SYSCALL(regs);
	return 0;
}

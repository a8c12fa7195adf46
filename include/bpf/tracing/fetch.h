/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what an architecture's header says, as functions, and only those.
 * Included by arch/<name>.h at its end; for the target `any` by each in turn
 * (select.h). Here what kprobe.h asks for, in fetch_<topic>.h the others.
 *
 * ___bpf_own(f) is ___bpf_<architecture>_f. The numbers that say which register
 * or how many arguments are constants where the functions are called, and so is
 * what ___bpf_fact() says: nothing of the choice is left in the program.
 *
 * ___bpf_own(fetch_<what>)(args, ctx, count, more) are of one kind: args[] gets
 * the first count values, more is what the macro says beside, and the function
 * yields whether the program runs: 1 or 0.
 */
#include "words.h"

#if defined(__clang__) && !BPF_TRACING_CORE
#pragma clang attribute push(___bpf_nodebug, apply_to = hasType(functionType))
#endif

/* A long of this architecture, from a register. */
static __always_inline unsigned long ___bpf_own(long)(unsigned long value)
{
	value = (unsigned long)(___BPF_SIGNED_WORD)value;
#if ___BPF_REG_BITS == 32 && defined(___BPF_TARGET_ANY)
	___bpf_apart(value);
#endif
	return value;
}

/*
 * Clears the upper halves of values that come from two branches. A 32-bit JIT does after a
 * load what the verifier says, who says it of the branch that it walked to the use; where
 * the other meets it, it walks no further. (kernel/bpf/verifier.c, mark_insn_zext())
 */
#define ___bpf_whole(n)                  \
	if (count > n) {                 \
		values[n] <<= 32;        \
		___bpf_apart(values[n]); \
		values[n] >>= 32;        \
	}
static __always_inline void ___bpf_own(whole)(unsigned long *values, const int count)
{
	if (___BPF_REG_BITS == 64)
		return;
	___bpf_whole(0)
	___bpf_whole(1)
	___bpf_whole(2)
	___bpf_whole(3)
	___bpf_whole(4)
	___bpf_whole(5)
}

/* A word of kernel memory; 0 where the read fails. */
static __always_inline unsigned long ___bpf_own(read)(const void *from)
{
	___BPF_WORD word;

	bpf_probe_read_kernel(&word, sizeof(word), from);
	return word;
}

/* So many bytes from there. */
static __always_inline const void *___bpf_own(address)(const void *from, unsigned long offset)
{
#ifdef ___BPF_REGS_MOVE
	___bpf_stay(offset);
#endif
	/* Or clang would load from this address where it loads from a context. */
	___bpf_apart(from);
	return (const char *)from + offset;
}

/* The stack pointer at a kernel function's entry, before ftrace made room for the registers. */
static __always_inline unsigned long ___bpf_own(entry_sp)(const void *ctx)
{
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);
#ifdef ___BPF_FTRACE_LINK_REG
	unsigned long at = sp;

	/* Else clang adds to the context, which is no number for the verifier. */
	___bpf_apart(at);
	if (at == (unsigned long)ctx) {
		sp += sizeof(struct ___BPF_REGS);
		/* The link is behind the call; so is the IP, but for a kprobe's. */
		if (___bpf_load(ctx, ___BPF_FTRACE_LINK_REG) - ___bpf_load(ctx, __PT_IP_REG) > 8)
			sp += sizeof(___BPF_WORD);
	}
#endif
	return sp;
}

/* Where the first argument on the stack is, of a kernel or a user function. */
static __always_inline unsigned long ___bpf_own(stack)(const void *ctx, const int user)
{
	const int more = user && ___bpf_fact(user_stack_parm) ? ___bpf_fact(user_stack_parm) :
								___bpf_fact(stack_parm);

	return (user ? ___bpf_load(ctx, __PT_SP_REG) : ___bpf_own(entry_sp)(ctx)) +
	       (unsigned long)more;
}

/* Word n from there. */
static __always_inline unsigned long
___bpf_own(stack_word)(const void *ctx, const int n, const int user)
{
	___BPF_WORD word;
	const void *from = (void *)(___bpf_own(stack)(ctx, user) + (unsigned long)n * sizeof(word));

	if (user)
		bpf_probe_read_user(&word, sizeof(word), from);
	else
		bpf_probe_read_kernel(&word, sizeof(word), from);
	return word;
}

/* Argument n, from 1, of a kernel or a user function: in its register or on the stack. */
static __always_inline unsigned long ___bpf_own(parm)(const void *ctx, const int n, const int user)
{
	const int regs = user ? ___BPF_USER_PARM_REGS : ___BPF_PARM_REGS;

	switch (n <= regs ? n : 0) {
	case 1:
		return ___bpf_load(ctx, __PT_PARM1_REG);
	case 2:
		return ___bpf_load(ctx, __PT_PARM2_REG);
	case 3:
		return ___bpf_load(ctx, __PT_PARM3_REG);
	case 4:
		return ___bpf_load(ctx, __PT_PARM4_REG);
	case 5:
		return ___bpf_load(ctx, __PT_PARM5_REG);
	case 6:
		return ___bpf_load(ctx, __PT_PARM6_REG);
	case 7:
		return ___bpf_load(ctx, __PT_PARM7_REG);
	case 8:
		return ___bpf_load(ctx, __PT_PARM8_REG);
	}
	return ___bpf_own(stack_word)(ctx, n - 1 - regs, user);
}

/* Argument n of a kernel function, known at run time only; 0 where there is none. */
#define ___bpf_parm_case(number)                                   \
	case number:                                               \
		if (number <= ___BPF_PARM_REGS)                    \
			value = ___bpf_own(parm)(ctx, number, 0);  \
		___bpf_apart(value);                               \
		break;
static __always_inline unsigned long ___bpf_own(parm_n)(const void *ctx, const unsigned long n)
{
	unsigned long value = 0;

	if (n > ___BPF_PARM_REGS) {
		if (n > 12)
			return 0;
		value = ___bpf_own(stack_word)(ctx, (int)n - 1 - ___BPF_PARM_REGS, 0);
		___bpf_own(whole)(&value, 1);
		return value;
	}
	switch (n) {
	___bpf_parm_case(1)
	___bpf_parm_case(2)
	___bpf_parm_case(3)
	___bpf_parm_case(4)
	___bpf_parm_case(5)
	___bpf_parm_case(6)
	___bpf_parm_case(7)
	___bpf_parm_case(8)
	}
	___bpf_own(whole)(&value, 1);
	return value;
}

/* The arguments of a function. */
#define ___bpf_stack_parm_to(n) \
	if (count >= n)         \
		args[n - 1] = ___bpf_own(parm)(ctx, n, user);
/* Where all have it in a register: clang need not inline what it then throws away. */
#define ___bpf_parm_to(n)                                                           \
	if (count >= n)                                                             \
		args[n - 1] = n <= ___BPF_PARM_REGS && n <= ___BPF_USER_PARM_REGS ? \
				      ___bpf_load(ctx, __PT_PARM##n##_REG) :        \
				      ___bpf_own(parm)(ctx, n, user);
static __always_inline int
___bpf_own(fetch_parms)(unsigned long *args, const void *ctx, const int count, const int user)
{
	___bpf_parm_to(1)
	___bpf_parm_to(2)
	___bpf_parm_to(3)
	___bpf_parm_to(4)
	___bpf_parm_to(5)
	___bpf_parm_to(6)
	___bpf_parm_to(7)
	___bpf_parm_to(8)
	___bpf_stack_parm_to(9)
	___bpf_stack_parm_to(10)
	___bpf_stack_parm_to(11)
	___bpf_stack_parm_to(12)
	return 1;
}

/* Two registers or words as one value of 64 bits, in the order that memory has. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ___bpf_joined(first, second) ((first) | (second) << 32)
#else
#define ___bpf_joined(first, second) ((first) << 32 | (second))
#endif

/* A return value of 64 bits. */
static __always_inline unsigned long ___bpf_own(rc64)(const void *ctx)
{
	if (___BPF_REG_BITS == 64)
		return ___bpf_load(ctx, __PT_RC_REG);
	return ___bpf_joined(___bpf_load(ctx, __PT_RC_REG), ___bpf_load(ctx, ___BPF_RC2_REG));
}

/* The return address at a function's entry; yields 0 or the read's error. */
static __always_inline long ___bpf_own(ret_ip)(const void *ctx, unsigned long *ip)
{
	___BPF_WORD word;
	long err;

	if (!___bpf_fact(ret_ip_on_stack)) {
		*ip = ___bpf_load(ctx, __PT_RET_REG);
		*ip += (unsigned long)___bpf_fact(ret_ip_after_call);
		return 0;
	}
	/* Reads what the address says: user memory in a uprobe, else kernel's. */
	err = bpf_probe_read(&word, sizeof(word), (void *)___bpf_load(ctx, __PT_SP_REG));
	*ip = word;
	return err;
}

#include "fetch_syscall.h"
#include "fetch_regs.h"
#include "fetch_quirks.h"
#include "fetch_event.h"

#if defined(__clang__) && !BPF_TRACING_CORE
#pragma clang attribute pop
#endif

/* With CO-RE whatever the program does. */
#include "fetch_compat.h"

#ifdef ___BPF_TARGET_ANY
#include "any_arch.h"
#endif

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what an architecture's header says, as functions. Included after
 * that header; for the target `any` after each of them in turn (select.h).
 * ___bpf_own(f) is ___bpf_<architecture>_f. The numbers that say which
 * register or how many arguments are constants where the functions are called,
 * so that nothing of the choice is left in the program.
 */
#if ___BPF_REG_BITS == 64
#define ___BPF_WORD __u64
#define ___BPF_SIGNED_WORD __s64
#else
#define ___BPF_WORD __u32
#define ___BPF_SIGNED_WORD __s32
#endif
#ifndef ___BPF_USER_STACK_PARM
#define ___BPF_USER_STACK_PARM ___BPF_STACK_PARM
#endif
#ifndef ___BPF_RC2_REG
#define ___BPF_RC2_REG __PT_RC_REG
#endif
/* Where the handler's arguments are, if not where the user's first one is kept. */
#ifndef ___BPF_HANDLER_PARM1_REG
#define ___BPF_HANDLER_PARM1_REG __PT_PARM1_SYSCALL_REG
#endif
#define ___BPF_HANDLER_PARM2_REG __PT_PARM2_SYSCALL_REG
#define ___BPF_HANDLER_PARM3_REG __PT_PARM3_SYSCALL_REG
#define ___BPF_HANDLER_PARM4_REG __PT_PARM4_SYSCALL_REG
#define ___BPF_HANDLER_PARM5_REG __PT_PARM5_SYSCALL_REG
#define ___BPF_HANDLER_PARM6_REG __PT_PARM6_SYSCALL_REG
#define ___BPF_HANDLER_PARM7_REG __PT_PARM7_SYSCALL_REG
#ifndef ___BPF_NO_PARM1_SYSCALL_EXIT
#define ___BPF_NO_PARM1_SYSCALL_EXIT 0
#endif
#ifndef __PT_PARM1_SYSCALL_EXIT_REG
#define __PT_PARM1_SYSCALL_EXIT_REG __PT_PARM1_SYSCALL_REG
#endif

/* Registers that there are not: the first stands for them where none is read. */
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
#ifdef __PT_FP_REG
#define ___BPF_HAS_FP 1
#else
#define ___BPF_HAS_FP 0
#define __PT_FP_REG __PT_PARM1_REG
#endif
#ifdef __PT_PARM7_SYSCALL_REG
#define ___BPF_HAS_PARM7_SYSCALL 1
#else
#define ___BPF_HAS_PARM7_SYSCALL 0
#define __PT_PARM7_SYSCALL_REG __PT_PARM1_REG
#endif
#ifndef ___BPF_RET_IP_AFTER_CALL
#define ___BPF_RET_IP_AFTER_CALL 0
#endif

/* Where PT_REGS_<role> is known on loading only. */
#if defined(___BPF_TARGET_ANY) || (defined(___BPF_REGS_MOVE) && BPF_TRACING_CORE)
#define ___BPF_REGS_BY_ROLE
#endif

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

/* Whether there is a PT_REGS_<role>. */
static __always_inline unsigned long ___bpf_own(has)(const int role)
{
	return role <= ___BPF_PARM8 ? role - ___BPF_PARM1 < ___BPF_PARM_REGS :
	       role == ___BPF_FP ? ___BPF_HAS_FP :
	       role == ___BPF_PARM7_SYSCALL ? ___BPF_HAS_PARM7_SYSCALL :
	       role == ___BPF_PARM1_SYSCALL_EXIT ? !___BPF_NO_PARM1_SYSCALL_EXIT : 1;
}

/* A word of kernel memory; 0 where the read fails. */
static __always_inline unsigned long ___bpf_own(read)(const void *from)
{
	___BPF_WORD word;

	bpf_probe_read_kernel(&word, sizeof(word), from);
	return word;
}

/* Word n from the first stack argument, of a kernel or a user function. */
static __always_inline unsigned long ___bpf_own(kernel_stack)(const void *ctx, const int n)
{
	___BPF_WORD word;
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);

	bpf_probe_read_kernel(&word, sizeof(word),
			      (void *)(sp + ___BPF_STACK_PARM + (unsigned long)n * sizeof(word)));
	return word;
}

static __always_inline unsigned long ___bpf_own(user_stack)(const void *ctx, const int n)
{
	___BPF_WORD word;
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);

	bpf_probe_read_user(&word, sizeof(word),
			    (void *)(sp + ___BPF_USER_STACK_PARM + (unsigned long)n * sizeof(word)));
	return word;
}

/* Argument n, from 1, of a kernel or a user function: in its register or on the stack. */
static __always_inline unsigned long ___bpf_own(parm)(const void *ctx, const int n, const int user)
{
#ifdef ___BPF_USER_PARMS_ON_STACK
	if (user)
		return ___bpf_own(user_stack)(ctx, n - 1);
#endif
	switch (n <= ___BPF_PARM_REGS ? n : 0) {
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
	return user ? ___bpf_own(user_stack)(ctx, n - 1 - ___BPF_PARM_REGS) :
		      ___bpf_own(kernel_stack)(ctx, n - 1 - ___BPF_PARM_REGS);
}

/* The first count arguments. */
#define ___bpf_parm_to(n)         \
	if (count >= n)           \
		values[n - 1] = ___bpf_own(parm)(ctx, n, user);
static __always_inline unsigned long
___bpf_own(parms)(unsigned long *values, const void *ctx, const int count, const int user)
{
	___bpf_parm_to(1)
	___bpf_parm_to(2)
	___bpf_parm_to(3)
	___bpf_parm_to(4)
	___bpf_parm_to(5)
	___bpf_parm_to(6)
	___bpf_parm_to(7)
	___bpf_parm_to(8)
	___bpf_parm_to(9)
	___bpf_parm_to(10)
	___bpf_parm_to(11)
	___bpf_parm_to(12)
	return 0;
}

/* A return value of 64 bits. */
static __always_inline unsigned long ___bpf_own(rc64)(const void *ctx)
{
#if ___BPF_REG_BITS == 64
	return ___bpf_load(ctx, __PT_RC_REG);
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return ___bpf_load(ctx, __PT_RC_REG) | ___bpf_load(ctx, ___BPF_RC2_REG) << 32;
#else
	return ___bpf_load(ctx, __PT_RC_REG) << 32 | ___bpf_load(ctx, ___BPF_RC2_REG);
#endif
}

/* The return address at a function's entry; yields 0 or the read's error. */
static __always_inline long ___bpf_own(ret_ip)(const void *ctx, unsigned long *ip)
{
#ifdef ___BPF_RET_IP_ON_STACK
	___BPF_WORD word;
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);
	/* Reads what the address says: user memory in a uprobe, else kernel's. */
	long err = bpf_probe_read(&word, sizeof(word), (void *)sp);

	*ip = word;
	return err;
#else
	*ip = ___bpf_load(ctx, __PT_RET_REG) + ___BPF_RET_IP_AFTER_CALL;
	return 0;
#endif
}

/* Whether a syscall function was called with the user's registers (syscall.h). */
#ifdef BPF_SYSCALL_WRAPPER
#define ___bpf_syscall_wrapper(ctx, first) (BPF_SYSCALL_WRAPPER)
#elif defined(___BPF_SYSCALL_WRAPPER)
/* From the stack pointer up to 8 KiB above, the size of the smallest stack. */
#define ___bpf_syscall_wrapper(ctx, first) \
	((___BPF_WORD)(___bpf_load(ctx, __PT_SP_REG) - (first)) > (___BPF_WORD)-8193)
#else
#define ___bpf_syscall_wrapper(ctx, first) 0
#endif

/*
 * Where the program depends on kernel BTF anyway, it may load directly from
 * the registers that bpf_task_pt_regs() (Linux 5.15) gives of the current
 * task: those that the wrapper's argument points to. CO-RE tells whether the
 * kernel has the helper and the wrapper, and the verifier removes the other
 * branch. Not on 32-bit architectures, most of whose JITs lack such loads.
 */
#if BPF_TRACING_CORE && ___BPF_REG_BITS == 64 && defined(___BPF_SYSCALL_WRAPPER) && \
	!defined(BPF_SYSCALL_WRAPPER) && defined(__clang__) && \
	__has_builtin(__builtin_preserve_type_info)
#ifdef ___BPF_SYSCALL_FN
/* The wrapper came after the helper, and the type of syscall functions with it. */
typedef long (*___BPF_SYSCALL_FN)(const struct ___BPF_REGS *);
#define ___bpf_surely_wrapped() __builtin_preserve_type_info(*(___BPF_SYSCALL_FN *)0, 0)
#ifdef ___BPF_JIT_IS_OFF
/* Linux 7 refuses the task's helper without the JIT. (bpf_jit_inlines_helper_call()) */
#define ___bpf_has_task_pt_regs()                                                    \
	(___bpf_surely_wrapped() && !__builtin_preserve_field_info(                  \
		((struct bpf_prog___bpf_tracing *)0)->jit_required, 2 /* exists */))
#else
#define ___bpf_has_task_pt_regs() ___bpf_surely_wrapped()
#endif
#else
/* The wrapper came before the helper. */
#define ___bpf_has_task_pt_regs()                                         \
	__builtin_preserve_enum_value(*(enum bpf_func_id___bpf_tracing *) \
				      BPF_FUNC_task_pt_regs___bpf_tracing, 0)
#define ___bpf_surely_wrapped() ___bpf_has_task_pt_regs()
#endif
#define ___bpf_syscall_load(n)                                                       \
	if (count >= n) {                                                            \
		values[n - 1] = ___bpf_slot(regs, ___BPF_HANDLER_PARM##n##_REG); \
		___bpf_apart(values[n - 1]);                                    \
	}
static __always_inline void
___bpf_own(syscall_loaded)(unsigned long *values, const int count)
{
	void *regs = ___bpf_task_regs(___bpf_current_task());

	___bpf_syscall_load(1)
	___bpf_syscall_load(2)
	___bpf_syscall_load(3)
	___bpf_syscall_load(4)
	___bpf_syscall_load(5)
	___bpf_syscall_load(6)
}
#else
#define ___bpf_surely_wrapped() 0
#define ___bpf_has_task_pt_regs() 0
static __always_inline void
___bpf_own(syscall_loaded)(unsigned long *values, const int count)
{
	(void)values;
	(void)count;
}
#endif

/* Where PT_REGS_PARMn_CORE_SYSCALL() finds the user's registers. */
static __always_inline unsigned long ___bpf_own(syscall_regs)(const void *ctx)
{
#ifdef ___BPF_SYSCALL_REGS_AT_SP
	return ___bpf_load(ctx, __PT_SP_REG);
#else
	unsigned long first = ___bpf_load(ctx, __PT_PARM1_REG);

	return ___bpf_syscall_wrapper(ctx, first) ? first : (unsigned long)ctx;
#endif
}

/* PT_REGS_PARM1_SYSCALL: where the kernel keeps it apart, the mode tells whose registers. */
static __always_inline unsigned long ___bpf_own(parm1_syscall)(const void *regs, const int core)
{
	unsigned long value;

#ifdef ___BPF_MODE_REG
	if (!___bpf_surely_wrapped() &&
	    ___bpf_kernel_mode(___bpf_get(regs, ___BPF_MODE_REG, core))) {
		value = ___bpf_get(regs, __PT_PARM1_REG, core);
		___bpf_apart(value);
		return value;
	}
#endif
	value = ___bpf_get(regs, __PT_PARM1_SYSCALL_REG, core);
	___bpf_apart(value);
	return value;
}

/* The program counter, whose place depends on the kernel's configuration on mips. */
static __always_inline ___BPF_WORD *___bpf_own(ip)(const void *regs)
{
#if defined(___BPF_IP_MOVES) && BPF_TRACING_CORE
	return (___BPF_WORD *)__builtin_preserve_access_index(&___bpf_slot(regs, __PT_IP_REG));
#else
	return (___BPF_WORD *)&___bpf_slot(regs, __PT_IP_REG);
#endif
}

#ifdef ___BPF_REGS_BY_ROLE
/* The register of a role, from the context or through bpf_probe_read_kernel(). */
#define ___bpf_case(role)   \
	case ___BPF_##role: \
		return ___bpf_get(regs, __PT_##role##_REG, core);
/* By its place: Linux 7 gave mips32's member another name. */
#define ___bpf_case_placed(role)                                                  \
	case ___BPF_##role: {                                                     \
		unsigned long value = 0;                                          \
		if (core)                                                         \
			return ___bpf_read(___bpf_slot(regs, __PT_##role##_REG)); \
		value = ___bpf_slot(regs, __PT_##role##_REG);                     \
		___bpf_apart(value);                                              \
		return value;                                                     \
	}
static __always_inline unsigned long
___bpf_own(reg)(const void *regs, const int role, const int core)
{
	if (!___bpf_own(has)(role))
		return ___bpf_lacking_role(role);
	switch (role) {
	___bpf_case(PARM1)
	___bpf_case(PARM2)
	___bpf_case(PARM3)
	___bpf_case(PARM4)
	___bpf_case(PARM5)
	___bpf_case(PARM6)
	___bpf_case(PARM7)
	___bpf_case(PARM8)
	___bpf_case(RET)
	___bpf_case(FP)
	___bpf_case(RC)
	___bpf_case(SP)
#ifdef ___BPF_IP_MOVES
	case ___BPF_IP:
		return core ? ___bpf_own(read)(___bpf_own(ip)(regs)) :
			      ___bpf_load(regs, __PT_IP_REG);
#else
	___bpf_case(IP)
#endif
	case ___BPF_PARM1_SYSCALL:
		return ___bpf_own(parm1_syscall)(regs, core);
	___bpf_case(PARM2_SYSCALL)
	___bpf_case(PARM3_SYSCALL)
	___bpf_case(PARM4_SYSCALL)
	___bpf_case_placed(PARM5_SYSCALL)
	___bpf_case_placed(PARM6_SYSCALL)
	___bpf_case_placed(PARM7_SYSCALL)
	___bpf_case(PARM1_SYSCALL_EXIT)
	}
	return 0;
}
#endif

#ifdef ___BPF_SYSCALL_REGS_LOW
#define ___BPF_SYSCALL_BASE __builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_LOW)
#define ___BPF_SYSCALL_SIZE                                                         \
	(__builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_HIGH) +        \
	 sizeof(___BPF_WORD) - ___BPF_SYSCALL_BASE)

/* Where in the window of argument registers the nth is, in words. */
#define ___bpf_syscall_place(n)                                                        \
	((int)((__builtin_offsetof(struct ___BPF_REGS, ___BPF_HANDLER_PARM##n##_REG) -   \
		___BPF_SYSCALL_BASE) / sizeof(___BPF_WORD)))
#define ___bpf_syscall_widen(count, n)                          \
	if ((count) >= n) {                                     \
		if (___bpf_syscall_place(n) < low)              \
			low = ___bpf_syscall_place(n);          \
		if (___bpf_syscall_place(n) > high)             \
			high = ___bpf_syscall_place(n);         \
	}

/* One read for all: of the span of registers that holds the first count arguments. */
static __always_inline void
___bpf_own(syscall_wrapped)(unsigned long *values, const void *regs, const int count)
{
	___BPF_WORD word[___BPF_SYSCALL_SIZE / sizeof(___BPF_WORD)];
	int low = sizeof(word) / sizeof(___BPF_WORD), high = 0;

#ifdef ___BPF_SYSCALL_PARM1_APART
	if (count >= 1)
		values[0] = ___bpf_read(___bpf_slot(regs, ___BPF_HANDLER_PARM1_REG));
#else
	___bpf_syscall_widen(count, 1)
#endif
	___bpf_syscall_widen(count, 2)
	___bpf_syscall_widen(count, 3)
	___bpf_syscall_widen(count, 4)
	___bpf_syscall_widen(count, 5)
	___bpf_syscall_widen(count, 6)
	if (low <= high)
		bpf_probe_read_kernel(word + low, (__u32)(high - low + 1) * sizeof(___BPF_WORD),
				      (const char *)regs + ___BPF_SYSCALL_BASE +
				      (__u32)low * sizeof(___BPF_WORD));
#ifndef ___BPF_SYSCALL_PARM1_APART
	if (count >= 1)
		values[0] = word[___bpf_syscall_place(1)];
#endif
	if (count >= 2)
		values[1] = word[___bpf_syscall_place(2)];
	if (count >= 3)
		values[2] = word[___bpf_syscall_place(3)];
	if (count >= 4)
		values[3] = word[___bpf_syscall_place(4)];
	if (count >= 5)
		values[4] = word[___bpf_syscall_place(5)];
	if (count >= 6)
		values[5] = word[___bpf_syscall_place(6)];
}
#else
static __always_inline void
___bpf_own(syscall_wrapped)(unsigned long *values, const void *regs, const int count)
{
	(void)values;
	(void)regs;
	(void)count;
}
#endif

/* The first count arguments of a syscall function, whichever way the kernel calls it. */
#ifdef ___BPF_SYSCALL_PARMS_ON_STACK
#define ___bpf_syscall_parm(n) ___bpf_own(kernel_stack)(ctx, n - 1)
#elif defined(___BPF_SYSCALL_PARMS_IN_PLACE)
#define ___bpf_syscall_parm(n) ___bpf_load(ctx, ___BPF_HANDLER_PARM##n##_REG)
#else
#define ___bpf_syscall_parm(n) ___bpf_own(parm)(ctx, n, 0)
#endif
/* Without the wrapper there is no other branch, and clang may know how wide loads are. */
#if defined(___BPF_SYSCALL_WRAPPER) || defined(___BPF_TARGET_ANY)
#define ___bpf_apart_syscall(value) ___bpf_apart(value)
#else
#define ___bpf_apart_syscall(value)
#endif
#define ___bpf_syscall_unwrap(n)                             \
	if (count >= n) {                                    \
		values[n - 1] = ___bpf_syscall_parm(n); \
		___bpf_apart_syscall(values[n - 1]);    \
	}
static __always_inline unsigned long
___bpf_own(syscall_get)(unsigned long *values, const void *ctx, const int count)
{
	unsigned long first;

	if (!count)
		return 0;
	if (___bpf_has_task_pt_regs()) {
		___bpf_own(syscall_loaded)(values, count);
		return 0;
	}
	first = ___bpf_load(ctx, __PT_PARM1_REG);
	if (!___bpf_syscall_wrapper(ctx, first)) {
		___bpf_syscall_unwrap(1)
		___bpf_syscall_unwrap(2)
		___bpf_syscall_unwrap(3)
		___bpf_syscall_unwrap(4)
		___bpf_syscall_unwrap(5)
		___bpf_syscall_unwrap(6)
	} else {
		___bpf_own(syscall_wrapped)(values, (const void *)first, count);
	}
	return 0;
}

#if defined(__clang__) && !BPF_TRACING_CORE
#pragma clang attribute pop
#endif

#include "arch_quirks.h"

#ifdef ___BPF_TARGET_ANY
#include "any_arch.h"
#endif

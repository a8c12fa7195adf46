/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what Go's types are made of, where Go's calling conventions have them,
 * and how they get into variables. (cmd/compile/abi-internal.md, internal/abi of Go)
 * Included by bpf_tracing.h.
 *
 * A type is a number, so that structs can carry theirs: its basic values, four bits
 * each and the first in the lowest, and above them what is true of it as a whole.
 */
#define ___BPF_GO_INT8 1
#define ___BPF_GO_INT16 2
#define ___BPF_GO_INT32 3
#define ___BPF_GO_INT64 4
#define ___BPF_GO_INT 5			/* a word; on BPF a long, */
#define ___BPF_GO_UINT 6		/* unsigned long or a pointer */
#define ___BPF_GO_FLOAT32 7
#define ___BPF_GO_FLOAT64 8
#define ___BPF_GO_ALIGN 8		/* and log2 of one: no value, where the next may be */
#define ___BPF_GO_VALUES 14
#define ___BPF_GO_MASK ((1ULL << 4 * ___BPF_GO_VALUES) - 1)
#define ___BPF_GO_PARTLY (1ULL << 56)	/* it has more values; those are the first, or none */
#define ___BPF_GO_ARRAY (1ULL << 57)	/* with an array of two elements or more */
#define ___BPF_GO_HAS_8 (1ULL << 58)	/* a value of 8 bits, of 16, of 32 */
#define ___BPF_GO_HAS_16 (1ULL << 59)
#define ___BPF_GO_HAS_32 (1ULL << 60)

#define ___bpf_go_values(code) ((66 - __builtin_clzll(((code) & ___BPF_GO_MASK) << 1 | 1)) / 4)
/* Two types, one behind the other. */
#define ___bpf_go_join(a, b)                                                              \
	((((a) | ((b) & ___BPF_GO_MASK) << 4 * ___bpf_go_values(a)) & ___BPF_GO_MASK) |   \
	 (((a) | (b)) & ~___BPF_GO_MASK) |                                                \
	 (___bpf_go_values(a) + ___bpf_go_values(b) > ___BPF_GO_VALUES ? ___BPF_GO_PARTLY : 0))
#define ___bpf_go_align(align) \
	((unsigned long long)(___BPF_GO_ALIGN + ((align) == 8 ? 3 : (align) == 4 ? 2 : 1)))
/* An array; of one without elements the alignment counts. */
#define ___bpf_go_fit(code, n) ((n) * ___bpf_go_values(code) <= ___BPF_GO_VALUES)
#define ___bpf_go_times(code, n, align)                                                        \
	((n) == 0 ? ((align) > 1 ? ___bpf_go_align(align) : 0) : (n) == 1 ? (code) :           \
	 (((code) & ~___BPF_GO_MASK) | ___BPF_GO_ARRAY |                                       \
	  (___bpf_go_fit(code, n) ?                                                            \
	   ((code) & ___BPF_GO_MASK) *                                                         \
	   (((1ULL << 4 * ___bpf_go_values(code) * (___bpf_go_fit(code, n) ? (n) : 0)) - 1) /  \
	    ((1ULL << 4 * ___bpf_go_values(code)) - 1 + !___bpf_go_values(code))) :            \
	   ___BPF_GO_PARTLY)))
/* A struct within another: its alignment counts too, where that is not each value's. */
#define ___bpf_go_mixed(code, align)                                             \
	((code) & ((align) == 8 ? ___BPF_GO_HAS_8 | ___BPF_GO_HAS_16 | ___BPF_GO_HAS_32 : \
		   (align) == 4 ? ___BPF_GO_HAS_8 | ___BPF_GO_HAS_16 :           \
		   (align) == 2 ? ___BPF_GO_HAS_8 : 0))
#define ___bpf_go_within(code, align)                                                        \
	(___bpf_go_mixed(code, align) ?                                                      \
	 ((((code) << 4 | ___bpf_go_align(align) |                                           \
	    ___bpf_go_align(align) << 4 * (___bpf_go_values(code) + 1)) & ___BPF_GO_MASK) |  \
	  ((code) & ~___BPF_GO_MASK) |                                                       \
	  (___bpf_go_values(code) + 2 > ___BPF_GO_VALUES ? ___BPF_GO_PARTLY : 0)) :          \
	 (code))

#define ___bpf_go_scalar(kind, size)                                                         \
	((kind) == ___BPF_FLOAT ?                                                            \
	 ((size) == 4 ? ___BPF_GO_FLOAT32 | ___BPF_GO_HAS_32 : ___BPF_GO_FLOAT64) :          \
	 (kind) == ___BPF_LONG ? ___BPF_GO_INT : (kind) == ___BPF_ULONG ? ___BPF_GO_UINT :   \
	 (size) == 1 ? ___BPF_GO_INT8 | ___BPF_GO_HAS_8 :                                    \
	 (size) == 2 ? ___BPF_GO_INT16 | ___BPF_GO_HAS_16 :                                  \
	 (size) == 4 ? ___BPF_GO_INT32 | ___BPF_GO_HAS_32 : ___BPF_GO_INT64)
/* A struct has its number in a member of size 0, whose name is what a compiler says else. */
struct ___bpf_go_none {
	__extension__ char ___bpf_declared_by_BPF_GO_STRUCT[0][1];
};
#define ___bpf_go_kind(t) ___bpf_kind(t, *(__typeof__(t) *)0)
#define ___bpf_go_struct(t, kind)                                                       \
	(sizeof(__builtin_choose_expr((kind) == ___BPF_STRUCT, (__typeof__(t) *)0,      \
				      (struct ___bpf_go_none *)0)                       \
		->___bpf_declared_by_BPF_GO_STRUCT[0]) - 1)
#define ___bpf_go_code(t, kind)                                            \
	((kind) == ___BPF_STRUCT ? ___bpf_go_struct(t, kind) :             \
				   ___bpf_go_scalar(kind, sizeof(t)))

/*
 * BPF_GO_STRUCT(): its members, the last one first, of each the type's number, as it is
 * within a struct, as often as an array has it, and with all that follow.
 */
#define ___bpf_go_number(name, n) (sizeof(___bpf_go_##name##_##n) - 1)
#define ___bpf_go_note(name, n, code) \
	__extension__ typedef char ___bpf_go_##name##_##n[(code) + 1];
#define ___bpf_go_count(t, x) (sizeof(struct { t x; }) / sizeof(t))
#define ___bpf_go_member(name, n, after, t, x)                                                 \
	___bpf_go_check_member(n, t, x)                                                        \
	___bpf_go_note(name, n##_kind, ___bpf_go_kind(t))                                      \
	___bpf_go_note(name, n##_type, ___bpf_go_code(t, ___bpf_go_number(name, n##_kind)))    \
	___bpf_go_note(name, n##_within,                                                       \
		       ___bpf_go_within(___bpf_go_number(name, n##_type), __alignof__(t)))     \
	___bpf_go_note(name, n##_all,                                                          \
		       ___bpf_go_times(___bpf_go_number(name, n##_within),                     \
				       ___bpf_go_count(t, x), __alignof__(t)))                 \
	___bpf_go_note(name, n, ___bpf_go_join(___bpf_go_number(name, n##_all),                \
					       ___bpf_go_number(name, after)))
#if !defined(___BPF_TARGET_ANY) && ___BPF_REG_BITS == 32
#define ___bpf_go_is_int64(t) \
	(!__builtin_strcmp(#t, "int64_t") || !__builtin_strcmp(#t, "uint64_t"))
#else
#define ___bpf_go_is_int64(t) 0
#endif
#define ___bpf_go_check_member(n, t, x)                                                       \
	_Static_assert((n) > 1 || ___bpf_go_count(t, x), "member " #x ": a last member of "   \
		       "size 0, behind which Go has padding");                                \
	_Static_assert(!___bpf_go_is_int64(t) || ___bpf_go_kind(t) == ___BPF_INTEGER,         \
		       "member " #x ": on BPF " #t " is long, which is a word in Go; "       \
		       "say long long");
#define ___bpf_go_members1(name, t, x) \
	___bpf_go_member(name, 1, 0, t, x)
#define ___bpf_go_members2(name, t, x, args...) \
	___bpf_go_members1(name, args) ___bpf_go_member(name, 2, 1, t, x)
#define ___bpf_go_members3(name, t, x, args...) \
	___bpf_go_members2(name, args) ___bpf_go_member(name, 3, 2, t, x)
#define ___bpf_go_members4(name, t, x, args...) \
	___bpf_go_members3(name, args) ___bpf_go_member(name, 4, 3, t, x)
#define ___bpf_go_members5(name, t, x, args...) \
	___bpf_go_members4(name, args) ___bpf_go_member(name, 5, 4, t, x)
#define ___bpf_go_members6(name, t, x, args...) \
	___bpf_go_members5(name, args) ___bpf_go_member(name, 6, 5, t, x)
#define ___bpf_go_members7(name, t, x, args...) \
	___bpf_go_members6(name, args) ___bpf_go_member(name, 7, 6, t, x)
#define ___bpf_go_members8(name, t, x, args...) \
	___bpf_go_members7(name, args) ___bpf_go_member(name, 8, 7, t, x)
#define ___bpf_go_members9(name, t, x, args...) \
	___bpf_go_members8(name, args) ___bpf_go_member(name, 9, 8, t, x)
#define ___bpf_go_members10(name, t, x, args...) \
	___bpf_go_members9(name, args) ___bpf_go_member(name, 10, 9, t, x)
#define ___bpf_go_members11(name, t, x, args...) \
	___bpf_go_members10(name, args) ___bpf_go_member(name, 11, 10, t, x)
#define ___bpf_go_members12(name, t, x, args...) \
	___bpf_go_members11(name, args) ___bpf_go_member(name, 12, 11, t, x)

#ifndef ___BPF_TARGET_ANY
#define ___bpf_go_plus_one(n, reg) + 1
#define ___BPF_GO_REGS (0 ___bpf_go_regs(___bpf_go_plus_one))

/* Integer register n of ABIInternal, from 0. */
#define ___bpf_go_case(n, reg) \
	case n:                \
		return ___bpf_load(ctx, reg);
static __always_inline unsigned long ___bpf_own(go_reg)(const void *ctx, const int n)
{
	switch (n) {
	___bpf_go_regs(___bpf_go_case)
	}
	return ___bpf_load(ctx, __PT_SP_REG);
}

static __always_inline unsigned long ___bpf_own(go_g)(const void *ctx)
{
	return ___bpf_load(ctx, ___BPF_GO_G_REG);
}

static __always_inline unsigned long ___bpf_own(go_ctxt)(const void *ctx)
{
	return ___bpf_load(ctx, ___BPF_GO_CTXT_REG);
}

/* Where the first argument on the stack is: at a function's entry, at its return instruction. */
static __always_inline unsigned long ___bpf_go_stack(const void *ctx, const int ret)
{
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);

#ifdef ___BPF_GO_RET_POPS
	if (ret)
		sp += (unsigned long)___bpf_attach_cookie((void *)ctx);
#else
	(void)ret;
#endif
	return sp + ___BPF_GO_STACK_PARM;
}

/*
 * Where values go, in one number: the integer and floating-point registers that are
 * taken, the bytes of the stack; the first register or byte of the value just placed,
 * whether it is in registers; whether there are any.
 */
#define ___bpf_go_start(in_regs) ((__u64)(in_regs) << 63)
#define ___bpf_go_ints_of(place) ((place) & 0x1f)
#define ___bpf_go_floats_of(place) ((place) >> 5 & 0x1f)
#define ___bpf_go_stack_of(place) ((place) >> 10 & 0xffff)
#define ___bpf_go_first_of(place) ((place) >> 32 & 0xffff)
#define ___bpf_go_in_regs(place) ((place) >> 62 & 1)
#define ___bpf_go_placed(ints, floats, stack, first, in_regs)                           \
	((before & 1ULL << 63) | (ints) | (floats) << 5 | (stack) << 10 | (first) << 32 | \
	 (__u64)(in_regs) << 62)
#define ___bpf_go_up(at, align) (((at) + (align) - 1) & ~(__u64)((align) - 1))
#define ___bpf_go_least(a, b) ((a) < (b) ? (a) : (b))

/*
 * A kind's bytes and alignment, on BPF and on the target: four bits each, by its number.
 * All of it is without branches, so that compilers see at once that it is constant; a step
 * is a call, as text that many users do not need takes them time to compile.
 */
#define ___BPF_GO_SIZES 0x848884210ULL
#define ___BPF_GO_ALIGNS 0x842848884211ULL
#if ___BPF_REG_BITS == 64
#define ___BPF_GO_TARGET_SIZES ___BPF_GO_SIZES
#define ___BPF_GO_TARGET_ALIGNS ___BPF_GO_ALIGNS
#else
#define ___BPF_GO_TARGET_SIZES 0x844484210ULL
#define ___BPF_GO_TARGET_ALIGNS 0x442444444211ULL
#endif
#define ___bpf_go_each(m) \
	m(0) m(1) m(2) m(3) m(4) m(5) m(6) m(7) m(8) m(9) m(10) m(11) m(12) m(13)
#define ___bpf_go_nth(code, n) ((code) >> 4 * (n) & 15)
/* Where a value of that kind ends, behind what ends there. */
static __always_inline __u64
___bpf_go_end(const __u64 past, const __u64 aligns, const __u64 sizes, const __u64 kind)
{
	return ___bpf_go_up(past, ___bpf_go_nth(aligns, kind)) + ___bpf_go_nth(sizes, kind);
}

/* How many of the values are of kinds whose bits are set. */
#define ___BPF_GO_INTS 0x7e
#define ___BPF_GO_FLOATS 0x180
#define ___bpf_go_is(kinds, code, n) ((kinds) >> ___bpf_go_nth(code, n) & 1)
#define ___bpf_go_plus(n) + ___bpf_go_is(kinds, code, n)
static __always_inline __u64 ___bpf_go_number_of(const __u64 kinds, const __u64 code)
{
	return 0 ___bpf_go_each(___bpf_go_plus);
}

/* As on BPF: all of a 64-bit target's; what is aligned to 32 bits at most. */
#define ___bpf_go_alike(align) (sizeof(___BPF_WORD) == 8 || (align) < 8)

/* A type's bytes on the target. */
static __always_inline __u64 ___bpf_go_size(const __u64 code, const __u64 size, const __u64 align)
{
#if ___BPF_REG_BITS == 32
	__u64 past = 0;

#define ___bpf_go_step(n)                                                     \
	past = ___bpf_go_end(past, ___BPF_GO_TARGET_ALIGNS,                   \
			     ___BPF_GO_TARGET_SIZES, ___bpf_go_nth(code, n));
	___bpf_go_each(___bpf_go_step)
#undef ___bpf_go_step
	if (!___bpf_go_alike(align))
		return ___bpf_go_up(past, sizeof(___BPF_WORD));
#else
	(void)code, (void)align;
#endif
	return size;
}

/* The place of a value behind others. */
static __always_inline __u64
___bpf_go_place(const __u64 before, const __u64 code, const __u64 size, const __u64 align)
{
	const __u64 ints = ___bpf_go_number_of(___BPF_GO_INTS, code);
	const __u64 floats = ___bpf_go_number_of(___BPF_GO_FLOATS, code);
	const __u64 least = ___bpf_go_least(align, sizeof(___BPF_WORD));
	const __u64 reg = ___bpf_go_ints_of(before), real = ___bpf_go_floats_of(before);
	const __u64 stack = ___bpf_go_stack_of(before), at = ___bpf_go_up(stack, least);
	const __u64 in_regs = before >> 63 & !(code & ___BPF_GO_ARRAY) &
			      (reg + ints <= ___BPF_GO_REGS) &
			      (real + floats <= ___BPF_GO_FLOAT_REGS);

	return ___bpf_go_placed(reg + in_regs * ints, real + in_regs * floats,
				in_regs * stack +
				!in_regs * (at + ___bpf_go_size(code, size, align)),
				in_regs * reg + !in_regs * at, in_regs);
}

/* That of results behind arguments: all registers again, the stack from a whole word on. */
static __always_inline __u64 ___bpf_go_place_results(const __u64 before)
{
	return ___bpf_go_placed(0ULL, 0ULL, ___bpf_go_up(___bpf_go_stack_of(before),
							 sizeof(___BPF_WORD)), 0ULL, 0);
}

/* One in register reg to its place in a variable, which ends there. */
static __always_inline void
___bpf_go_put(char *end, const void *ctx, const __u64 reg, const __u64 kind)
{
	const __u64 size = ___bpf_go_nth(___BPF_GO_SIZES, kind);

	if (___BPF_GO_INTS >> kind & 1)
		___bpf_put_scalar(end - size, ___BPF_INTEGER, size,
				  (___BPF_WORD)___bpf_own(go_reg)(ctx, (int)reg));
}

/* A value in registers to a variable of its type. */
static __always_inline long
___bpf_go_from_regs(void *to, const void *ctx, const __u64 place, const __u64 code)
{
	__u64 past = 0, reg = ___bpf_go_first_of(place);

#define ___bpf_go_step(n)                                                     \
	past = ___bpf_go_end(past, ___BPF_GO_ALIGNS, ___BPF_GO_SIZES,         \
			     ___bpf_go_nth(code, n));                         \
	___bpf_go_put((char *)to + past, ctx, reg, ___bpf_go_nth(code, n));   \
	reg += ___bpf_go_is(___BPF_GO_INTS, code, n);
	___bpf_go_each(___bpf_go_step)
#undef ___bpf_go_step
	return 0;
}

#if ___BPF_REG_BITS == 32
/* One from the target's, whose words are shorter than BPF's, to that; both end there. */
static __always_inline void ___bpf_go_widen(char *end, const char *from, const __u64 kind)
{
	const __u64 size = ___bpf_go_nth(___BPF_GO_SIZES, kind);

	if (kind == ___BPF_GO_INT || kind == ___BPF_GO_UINT) {
		___BPF_WORD word;

		__builtin_memcpy(&word, from - sizeof(word), sizeof(word));
		___bpf_put_scalar(end - 8, kind == ___BPF_GO_INT ? ___BPF_LONG : ___BPF_ULONG, 8,
				  word);
	} else {
		__builtin_memmove(end - size, from - size, size);
	}
}
#endif

/* One on the stack, whose first argument's address is given. */
static __always_inline long
___bpf_go_from_stack(void *to, const unsigned long stack, const __u64 place, const __u64 code,
		     const __u64 type)
{
	const __u64 size = ___bpf_type_size(type), align = ___bpf_type_align(type);
	const __u64 length = ___bpf_go_size(code, size, align);
	/* At the end, so that nothing is written over before it is read. */
	char *from = (char *)to + (size - length);
	long error = bpf_probe_read_user(from, (__u32)length,
					 (void *)(stack + ___bpf_go_first_of(place)));
#if ___BPF_REG_BITS == 32
	__u64 past = 0, there = 0;

	if (___bpf_go_alike(align))
		return error;
#define ___bpf_go_step(n)                                                             \
	past = ___bpf_go_end(past, ___BPF_GO_ALIGNS, ___BPF_GO_SIZES,                 \
			     ___bpf_go_nth(code, n));                                 \
	there = ___bpf_go_end(there, ___BPF_GO_TARGET_ALIGNS, ___BPF_GO_TARGET_SIZES, \
			      ___bpf_go_nth(code, n));                                \
	___bpf_go_widen((char *)to + past, from + there, ___bpf_go_nth(code, n));
	___bpf_go_each(___bpf_go_step)
#undef ___bpf_go_step
#endif
	return error;
}
#endif

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: where an architecture's psABI has the arguments and results of typed.h
 * and of BPF_KSYSCALL2, and how they get into variables of their types. Functions
 * and what they are made of; no macro in here is for programs. Included by
 * bpf_tracing.h.
 */
struct bpf_float {
	__u32 ___bpf_none;
};

struct bpf_double {
	__u64 ___bpf_none;
};

#ifndef ___BPF_TARGET_ANY
/*
 * BPF_SOFT_FLOAT=1: the probed program passes floating-point arguments as
 * integers though the architecture has registers for them (armel, riscv lp64).
 */
#if defined(BPF_SOFT_FLOAT) && BPF_SOFT_FLOAT
#define ___BPF_FLOAT_REGS 0
#else
#define ___BPF_FLOAT_REGS ___bpf_fact(float_regs)
#endif

/* Kinds of types. The sign of integers is left to the declared type. */
#define ___BPF_OTHER 0
#define ___BPF_INTEGER 1
#define ___BPF_BOOL 2
#define ___BPF_LONG 3
#define ___BPF_ULONG 4
#define ___BPF_STRUCT 5
#define ___BPF_FLOAT 6
#define ___BPF_REAL 7

#define ___bpf_kind(t, lvalue)                                                       \
	_Generic((void (*)(__typeof__(t)))0, void (*)(_Bool): ___BPF_BOOL,           \
		 void (*)(long): ___BPF_LONG, void (*)(unsigned long): ___BPF_ULONG, \
		 void (*)(struct bpf_float): ___BPF_FLOAT,                           \
		 void (*)(struct bpf_double): ___BPF_FLOAT,                          \
		 default: ___bpf_class(__builtin_classify_type(lvalue)))
/* As numbered in GCC's typeclass.h. */
#define ___bpf_class(c)                                                                \
	((c) == 5 ? ___BPF_ULONG : (c) >= 1 && (c) <= 4 ? ___BPF_INTEGER :             \
	 (c) == 8 || (c) == 9 ? ___BPF_REAL : (c) == 12 || (c) == 13 ? ___BPF_STRUCT : \
	 ___BPF_OTHER)
/* Of a value, with its size on BPF: the size on the target; in words; as passed. */
#define ___bpf_size(kind, size) \
	((kind) == ___BPF_LONG || (kind) == ___BPF_ULONG ? sizeof(___BPF_WORD) : (size))
#define ___bpf_words(size) (((size) + sizeof(___BPF_WORD) - 1) / sizeof(___BPF_WORD))
#define ___bpf_passed(kind, size) \
	(___bpf_by_value((kind) == ___BPF_STRUCT, size) ? ___bpf_words(size) : 1)

/* How far a struct is from the end of its word where that is read first. */
static __always_inline int ___bpf_struct_shift(const __u64 size)
{
	return ___bpf_fact(structs_right) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ &&
	       size < sizeof(___BPF_WORD) ? ___BPF_REG_BITS - 8 * (int)size : 0;
}

/* What a type is, in one number: of functions GCC for BPF takes five arguments. */
#define ___bpf_type(kind, size, align) ((kind) | (__u64)(size) << 8 | (__u64)(align) << 40)
#define ___bpf_type_kind(type) ((int)((type) & 0xff))
#define ___bpf_type_size(type) ((type) >> 8 & 0xffffffff)
#define ___bpf_type_align(type) ((type) >> 40)

/*
 * Where arguments go, in one number so that all of it is constant at once:
 * the registers and stack words that are taken, the floating-point registers,
 * whether half of the last one is free; the first word of the argument just
 * placed, registers counted first, then the stack; whose memory it is and how
 * many registers there are.
 */
#define ___bpf_start(available, user) ((__u64)(available) << 56 | (__u64)(user) << 33)
#define ___bpf_regs_of(place) ((place) & 0xff)
#define ___bpf_stack_of(place) ((place) >> 8 & 0xffff)
#define ___bpf_floats_of(place) ((place) >> 24 & 0xff)
#define ___bpf_half_of(place) ((place) >> 32 & 1)
#define ___bpf_user_of(place) ((place) >> 33 & 1)
#define ___bpf_first_of(place) ((place) >> 40 & 0xffff)
#define ___bpf_available_of(place) ((place) >> 56)
#define ___bpf_place_at(first)                                                  \
	(regs | stack << 8 | floats << 24 | half << 32 | (__u64)(first) << 40 | \
	 ___bpf_start(available, ___bpf_user_of(before)))

/* The place of an argument behind others. */
static __always_inline __u64 ___bpf_place(const __u64 before, const __u64 type)
{
	const int kind = ___bpf_type_kind(type);
	const __u64 size = ___bpf_type_size(type), words = ___bpf_passed(kind, size);
	const __u64 available = ___bpf_available_of(before);
	const int pair = ___bpf_type_align(type) >= 2 * sizeof(___BPF_WORD) && words > 1;
	/* Not && and ||, of whose constant operands clang 16 warns where the dialect is C23. */
	const int even_reg = pair & ((___BPF_PAIRS == ___BPF_EVEN_REG) |
				     ((___BPF_PAIRS == ___BPF_EVEN_REG_ONLY_STRUCTS) &
				      (kind == ___BPF_STRUCT)));
	const int even_stack = even_reg | (pair & (___BPF_PAIRS == ___BPF_EVEN_STACK));
	int fits = !(kind == ___BPF_STRUCT && ___bpf_in_memory(size));
	__u64 regs = ___bpf_regs_of(before), stack = ___bpf_stack_of(before), first;
	__u64 floats = ___bpf_floats_of(before), half = ___bpf_half_of(before);

	if ((kind == ___BPF_FLOAT) & (___BPF_FLOAT_REGS > 0)) {
		if (size == 4 && half) {
			half = 0;
			return ___bpf_place_at(0);
		}
		if ((int)floats < ___BPF_FLOAT_REGS) {
			floats++;
			half |= ___bpf_fact(float_halves) && size == 4;
			return ___bpf_place_at(0);
		}
		half = 0;
		fits = ___bpf_fact(floats_then_regs);
	}
	if (fits) {
		if (even_reg && regs < available)
			regs += regs & 1;
		first = regs;
		if (regs + words <= available) {
			regs += words;
			return ___bpf_place_at(first);
		}
		if (___BPF_SPILL == ___BPF_SPLIT && regs < available && !stack) {
			stack = regs + words - available;
			regs = available;
			return ___bpf_place_at(first);
		}
		if (___BPF_SPILL != ___BPF_SKIPS)
			regs = available;
	}
	if (even_stack)
		stack += stack & 1;
	first = available + stack;
	stack += words;
	return ___bpf_place_at(first);
}

static __always_inline ___BPF_WORD ___bpf_register(const void *ctx, const __u64 n)
{
	return (___BPF_WORD)___bpf_own(parm)(ctx, (int)n + 1, 0);
}

static __always_inline ___BPF_WORD ___bpf_result(const void *ctx, const __u64 n)
{
	switch (n) {
	case 0: return ___bpf_slot(ctx, __PT_RC_REG);
	case 1: return ___bpf_slot(ctx, ___BPF_RC2_REG);
	case 2: return ___bpf_slot(ctx, ___BPF_RC3_REG);
	default: return ___bpf_slot(ctx, ___BPF_RC4_REG);
	}
}

static __always_inline long
___bpf_read_memory(void *to, __u64 size, unsigned long from, const int user)
{
	return user ? bpf_probe_read_user(to, (__u32)size, (void *)from) :
		      bpf_probe_read_kernel(to, (__u32)size, (void *)from);
}

/* Words of the stack from the first argument there. */
static __always_inline long
___bpf_read_stack(___BPF_WORD *to, const void *ctx, __u64 first, const __u64 words, const int user)
{
	if (!words)
		return 0;
	return ___bpf_read_memory(to, words * sizeof(*to),
				  ___bpf_own(stack)(ctx, user) + first * sizeof(*to), user);
}

/* A scalar of at most a word to a variable of its type; long has 64 bits on BPF. */
static __always_inline void
___bpf_put_scalar(void *to, const int kind, const __u64 size, const ___BPF_WORD word)
{
	__u64 value = ((kind == ___BPF_LONG) & (___BPF_REG_BITS == 32)) ? (__u64)(__s32)word :
		      kind == ___BPF_BOOL ? !!(word & 0xff) : word;

	if (kind == ___BPF_LONG || kind == ___BPF_ULONG || size == 8) {
		__builtin_memcpy(to, &value, 8);
	} else if (size == 4) {
		__u32 v = (__u32)value;

		__builtin_memcpy(to, &v, 4);
	} else if (size == 2) {
		__u16 v = (__u16)value;

		__builtin_memcpy(to, &v, 2);
	} else {
		__u8 v = (__u8)value;

		__builtin_memcpy(to, &v, 1);
	}
}

/* The words of a variable of any type. */
typedef ___BPF_WORD __attribute__((__may_alias__)) ___bpf_word;

/* An argument to a variable of its type. */
static __always_inline long
___bpf_get_arg(___bpf_word *to, const void *ctx, const ___BPF_WORD *stack, const __u64 place,
	       const __u64 type)
{
	const int kind = ___bpf_type_kind(type);
	const __u64 size = ___bpf_type_size(type), words = ___bpf_passed(kind, size);
	const __u64 first = ___bpf_first_of(place), available = ___bpf_available_of(place);

	if (kind == ___BPF_FLOAT)
		return 0;
#define ___bpf_get_word(n) \
	(first + n < available ? ___bpf_register(ctx, first + n) : stack[first + n - available])
	if (!___bpf_by_value(kind == ___BPF_STRUCT, size))
		return ___bpf_read_memory(to, size, ___bpf_get_word(0), ___bpf_user_of(place));
	if (words == 1 && kind == ___BPF_STRUCT)
		to[0] = ___bpf_get_word(0) << ___bpf_struct_shift(size);
	else if (words == 1)
		___bpf_put_scalar(to, kind, size, ___bpf_get_word(0));
	else
		to[0] = ___bpf_get_word(0);
	if (words > 1)
		to[1] = ___bpf_get_word(1);
	if (words > 2)
		to[2] = ___bpf_get_word(2);
	if (words > 3)
		to[3] = ___bpf_get_word(3);
	if (words > 4)
		to[4] = ___bpf_get_word(4);
	if (words > 5)
		to[5] = ___bpf_get_word(5);
	if (words > 6)
		to[6] = ___bpf_get_word(6);
	if (words > 7)
		to[7] = ___bpf_get_word(7);
	if (words > 8)
		__builtin_memcpy(to + 8, stack + (first + 8 - available),
				 (words - 8) * sizeof(*to));
	return 0;
}

static __always_inline void
___bpf_get_result(___bpf_word *to, const void *ctx, const __u64 type)
{
	const int kind = ___bpf_type_kind(type);
	const __u64 size = ___bpf_type_size(type), words = ___bpf_words(size);

	if (words == 1 && kind == ___BPF_STRUCT)
		to[0] = ___bpf_result(ctx, 0) << ___bpf_struct_shift(size);
	else if (words == 1)
		___bpf_put_scalar(to, kind, size, ___bpf_result(ctx, 0));
	else
		to[0] = ___bpf_result(ctx, 0);
	if (words > 1)
		to[1] = ___bpf_result(ctx, 1);
	if (words > 2)
		to[2] = ___bpf_result(ctx, 2);
	if (words > 3)
		to[3] = ___bpf_result(ctx, 3);
}
#endif

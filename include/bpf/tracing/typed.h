/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on functions of any prototype. Types and names are apart, as in
 * BPF_PROG2; knowing the types, the macros follow the architecture's psABI:
 *
 *   SEC("kprobe/vfs_fallocate")
 *   int BPF_KPROBE2(fallocate, struct file *, file, int, mode, loff_t, offset, loff_t, len)
 *
 * What each argument may be:
 *   integers, bool, enums   of every width, __int128 too; cut and extended as declared
 *   long, size_t, pointers  as wide as the target's, with their sign
 *   long long, __u64        two registers or stack words on 32-bit targets
 *   structs, unions         by value, of any size, with members of the target's
 *                           widths and offsets: on 32-bit targets long and pointer
 *                           members are to be declared as __u32, and on i386 and arc
 *                           __u64 ones with __attribute__((aligned(4), packed))
 *   struct bpf_float,       the places of float and double: their registers are
 *   struct bpf_double       not in struct pt_regs, so the value is not to be had,
 *                           but arguments after them are right
 * Plain char has the sign that it has on BPF. clang passes __int128 on x86-64
 * and mips in its own way; here it is as GCC and the psABIs have it.
 * Not, and an error: floating-point types, vectors, arrays. Not, and more than a C
 * compiler can tell the header, so with wrong values: structs with members of
 * floating-point types, and on x86-64 __attribute__((packed)) structs of up to 16
 * bytes with members off their alignment.
 * A function that returns a struct in memory has its address as first argument
 * (void *), but for arm64, where it is in x8.
 *
 * BPF_ARGS_ERROR in the body is 0, or the negative error of the first helper
 * that could not read arguments from memory (those on the stack; structs that
 * are passed by their address). These are then 0, all bytes.
 * The structs and stack words have to fit into BPF's own 512 bytes of stack.
 */
struct bpf_float {
	__u32 ___bpf_none;
};

struct bpf_double {
	__u64 ___bpf_none;
};

#define ___bpf_typed_decl_one(t, x) , __typeof__(t) x
#define ___bpf_typed_decl(args...) ___bpf_if_pairs(___bpf_typed_decl_one, ##args)
/* Of a list that is not complete pairs, or too long, nothing: another error says so. */
#define ___bpf_if_pairs(m, args...) \
	___bpf_apply(___bpf_if_pairs_, ___bpf_pairs12(args))(m, ##args)
#define ___bpf_if_pairs_0(m, args...)
#define ___bpf_if_pairs_1(m, args...) ___bpf_map_pairs(m, ##args)
#define ___bpf_if_pairs_2(m, args...)

#define BPF_ARGS_ERROR (___bpf_args_error)

#ifdef ___BPF_TARGET_ANY
#define ___bpf_typed_any(macro, name, args...)                                              \
	name(struct pt_regs *ctx);                                                          \
	_Static_assert(0, macro ": the widths of types differ between the architectures "   \
		       "of the target any; use " macro " with one of them, or the macro "   \
		       "without 2");                                                        \
	static __always_inline __typeof__(name(0)) __attribute__((__unused__))                  \
	____##name(struct pt_regs *ctx, const long ___bpf_args_error ___bpf_typed_decl(args))
#define BPF_KPROBE2(name, ...) ___bpf_typed_any("BPF_KPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_KPROBE2_ASMLINKAGE(name, ...) \
	___bpf_typed_any("BPF_KPROBE2_ASMLINKAGE", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_UPROBE2(name, ...) ___bpf_typed_any("BPF_UPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_KRETPROBE2(name, ...) ___bpf_typed_any("BPF_KRETPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_URETPROBE2(name, ...) ___bpf_typed_any("BPF_URETPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL2(name, ...) ___bpf_typed_any("BPF_KSYSCALL2", name __VA_OPT__(,) __VA_ARGS__)
#else
/*
 * ___BPF and ___bpf_ names that arch/<name>.h defines where it differs:
 *
 * ___BPF_PAIRS: where values of two words and that alignment start: ANYWHERE,
 * at an EVEN_STACK word, at an EVEN_REG too, or ONLY_STRUCTS do.
 * ___BPF_SPILL: what does not fit into the registers left is SPLIT between them
 * and the stack, CLOSES them, or SKIPS them.
 * ___bpf_by_value(a, s): whether a value of s bytes, a: struct or union, is
 * passed itself and not its address.
 * ___bpf_in_memory(s): whether a struct of s bytes is on the stack in any case.
 * ___BPF_STRUCTS_RIGHT: those shorter than a word are in its low-order bytes.
 * ___bpf_returned(a, s, u): whether it is returned in registers, u: by user code.
 * ___BPF_RC2_REG, RC3, RC4: the next registers of a return value.
 * ___BPF_FLOAT_REGS: how many floating-point arguments are in registers of
 * their own; 0: they are passed as integers.
 * ___BPF_FLOATS_THEN_REGS: those beyond are passed as integers, else on the stack.
 * ___BPF_FLOAT_HALVES: two floats share a register.
 */
#ifndef ___BPF_SPILL
#define ___BPF_SPILL ___BPF_SPLIT
#endif

#ifndef ___bpf_by_value
#define ___bpf_by_value(aggregate, size) 1
#endif
#ifndef ___bpf_in_memory
#define ___bpf_in_memory(size) 0
#endif
#if defined(___BPF_STRUCTS_RIGHT) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ___BPF_STRUCT_SHIFT(size) \
	((size) < sizeof(___BPF_WORD) ? ___BPF_REG_BITS - 8 * (int)(size) : 0)
#else
#define ___BPF_STRUCT_SHIFT(size) 0
#endif
#ifndef ___bpf_returned
#define ___bpf_returned(aggregate, size, user) ((size) <= 2 * sizeof(___BPF_WORD))
#endif
#ifndef ___BPF_RC3_REG
#define ___BPF_RC3_REG __PT_RC_REG
#define ___BPF_RC4_REG __PT_RC_REG
#endif

/*
 * BPF_SOFT_FLOAT=1: the probed program passes floating-point arguments as
 * integers though the architecture has registers for them (armel, riscv lp64).
 */
#if !defined(___BPF_FLOAT_REGS) || (defined(BPF_SOFT_FLOAT) && BPF_SOFT_FLOAT)
#undef ___BPF_FLOAT_REGS
#define ___BPF_FLOAT_REGS 0
#endif
#ifdef ___BPF_FLOATS_THEN_REGS
#define ___BPF_FLOATS_SPILL 0
#else
#define ___BPF_FLOATS_SPILL 1
#endif
#ifdef ___BPF_FLOAT_HALVES
#define ___BPF_HALVES 1
#else
#define ___BPF_HALVES 0
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
			half |= ___BPF_HALVES && size == 4;
			return ___bpf_place_at(0);
		}
		half = 0;
		fits = !___BPF_FLOATS_SPILL;
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
	unsigned long sp = ___bpf_slot(ctx, __PT_SP_REG);

	if (!words)
		return 0;
	sp += user ? ___BPF_USER_STACK_PARM : ___BPF_STACK_PARM;
	return ___bpf_read_memory(to, words * sizeof(*to), sp + first * sizeof(*to), user);
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
		to[0] = ___bpf_get_word(0) << ___BPF_STRUCT_SHIFT(size);
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
		to[0] = ___bpf_result(ctx, 0) << ___BPF_STRUCT_SHIFT(size);
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

/* What a type cannot be. */
#define ___bpf_check_type(t, x)                                                                \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_REAL, "argument " #x ": "                \
		       "struct pt_regs has no floating-point registers; declare it as "        \
		       "struct bpf_float or struct bpf_double, whose value is not to be had"); \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_OTHER, "argument " #x ": "               \
		       "neither integer, pointer, struct nor union");                          \
	_Static_assert(__builtin_types_compatible_p(__typeof__(___arg_##x.___value),           \
			__typeof__(((void)0, ___arg_##x.___value))), "argument " #x ": "       \
		       "an array, of which C passes the address; say a pointer");              \
	_Static_assert(sizeof(___arg_##x.___value) > 0, "argument " #x ": an empty struct");      \
	___bpf_check_long(t, x)
/* stdint.h's 64-bit types are long on BPF, and long is a word. */
#if ___BPF_REG_BITS == 32
#define ___bpf_check_long(t, x)                                                               \
	_Static_assert((___bpf_kind_of(t, x) != ___BPF_LONG &&                                \
			___bpf_kind_of(t, x) != ___BPF_ULONG) ||                              \
		       (__builtin_strcmp(#t, "int64_t") && __builtin_strcmp(#t, "uint64_t")), \
		       "argument " #x ": on BPF " #t " is long, which has 32 bits on "        \
		       ___BPF_ARCH "; say long long");
#else
#define ___bpf_check_long(t, x)
#endif

#define ___bpf_kind_of(t, x) ___bpf_kind(t, ___arg_##x.___value)
#define ___bpf_size_of(t, x) ___bpf_size(___bpf_kind_of(t, x), sizeof(t))
#define ___bpf_type_of(t, x) \
	___bpf_type(___bpf_kind_of(t, x), ___bpf_size_of(t, x), __alignof__(t))
#define ___bpf_declare_arg(t, x)                              \
	union {                                               \
		__typeof__(t) ___value;                       \
		___bpf_word ___word[___bpf_words(sizeof(t))]; \
	} ___arg_##x;                                         \
	__builtin_memset(&___arg_##x, 0, sizeof(___arg_##x)); \
	___bpf_check_type(t, x)
#define ___bpf_place_arg(t, x)                                   \
	___place = ___bpf_place(___place, ___bpf_type_of(t, x)); \
	const __u64 ___place_##x = ___place;
/*
 * A bound for the stack words, as an array's size must be a constant early:
 * those of each argument and one to align it, less the registers that the
 * stack cannot begin without.
 */
#define ___bpf_most_words(t, x)                            \
	+ ___bpf_passed(___bpf_kind_of(t, x), sizeof(t)) + \
		(__alignof__(t) > sizeof(___BPF_WORD))
#define ___bpf_sure_regs(regs)                                                                     \
	(___BPF_SPILL == ___BPF_SPLIT ? (regs) :                                                   \
	 ___BPF_SPILL == ___BPF_CLOSES && !___bpf_by_value(1, 3 * sizeof(___BPF_WORD)) && (regs) ? \
		 (regs) - 1 : 0)
#define ___bpf_load_arg(t, x)                                                            \
	___failed = ___bpf_get_arg(___arg_##x.___word, ctx, ___stack, ___place_##x,         \
				   ___bpf_type_of(t, x));                                \
	___error = ___error ? ___error : ___failed;
#define ___bpf_pass_arg(t, x) , ___arg_##x.___value
#define ___bpf_typed_probe(name, user, regs, limit, args...)                                       \
	name(struct pt_regs *ctx);                                                                 \
	static __always_inline __typeof__(name(0))                                                 \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                                    \
		   const long ___bpf_args_error __attribute__((__unused__))                            \
			   ___bpf_typed_decl(args));                                               \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                              \
	{                                                                                          \
		__u64 ___place = ___bpf_start(regs, user);                                         \
		long ___error, ___failed __attribute__((__unused__));                                  \
		___bpf_require_target();                                                           \
		___bpf_if_pairs(___bpf_declare_arg, ##args)                                        \
		enum { ___most = 0 ___bpf_if_pairs(___bpf_most_words, ##args),                     \
		       ___sure = ___bpf_sure_regs(regs) };                                         \
		___BPF_WORD ___stack[___most > ___sure ? ___most - ___sure : 1];                   \
		___bpf_if_pairs(___bpf_place_arg, ##args)                                          \
		___error = ___bpf_read_stack(___stack, ctx, 0, ___bpf_stack_of(___place), user);   \
		___bpf_if_pairs(___bpf_load_arg, ##args)                                           \
		___bpf_return(___bpf_pairs12(args), limit,                                         \
			      ____##name(ctx, ___error ___bpf_if_pairs(___bpf_pass_arg, ##args))); \
	}                                                                                          \
	static __always_inline __typeof__(name(0))                                                 \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                                    \
		   const long ___bpf_args_error __attribute__((__unused__))                            \
			   ___bpf_typed_decl(args))

/*
 * BPF_KPROBE2(name, type, arg, ...): up to 12 arguments of a kernel function
 * at its entry, in kprobe, kprobe.multi and kprobe.session programs; struct
 * pt_regs *ctx and BPF_ARGS_ERROR beside them.
 * BPF_KPROBE2_ASMLINKAGE(name, type, arg, ...): the same for a kernel function
 * that is asmlinkage or variadic, which on i386 has all of them on the stack
 * (those it names; of the others their default promotions). Elsewhere the two
 * are one.
 */
#define BPF_KPROBE2(name, ...)                          \
	___bpf_typed_probe(name, 0, ___BPF_PARM_REGS,   \
			   "BPF_KPROBE2 takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KPROBE2_ASMLINKAGE(name, ...)                     \
	___bpf_typed_probe(name, 0, ___BPF_ASMLINKAGE_REGS,   \
			   "BPF_KPROBE2_ASMLINKAGE takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_UPROBE2(name, type, arg, ...): the same for a user function, in uprobe,
 * uprobe.multi and uprobe.session programs; what is in memory is read from
 * the user's, which must be present there (BPF_ARGS_ERROR is -EFAULT else).
 */
#define BPF_UPROBE2(name, ...)                             \
	___bpf_typed_probe(name, 1, ___BPF_USER_PARM_REGS, \
			   "BPF_UPROBE2 takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)

#define ___bpf_check_result(t, x, user)                                                                               \
	_Static_assert(___bpf_returned(___bpf_kind_of(t, x) == ___BPF_STRUCT,                                         \
				       ___bpf_size_of(t, x), user), "return value " #x ": " ___BPF_ARCH " returns a " \
		       "value of this type in memory that the caller provides");                                      \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_FLOAT, "return value " #x                                       \
		       ": struct pt_regs has no floating-point registers");
#define ___bpf_check_kernel_result(t, x) ___bpf_check_result(t, x, 0)
#define ___bpf_check_user_result(t, x) ___bpf_check_result(t, x, 1)
#define ___bpf_load_result(t, x) \
	___bpf_get_result(___arg_##x.___word, ctx, ___bpf_type_of(t, x));
/* As ___bpf_if_pairs, for one pair at most. */
#define ___bpf_pairs1(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0,   \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, \
	2, 1)
#define ___bpf_if_pair(m, args...) \
	___bpf_apply(___bpf_if_pairs_, ___bpf_pairs1(args))(m, ##args)

#define ___bpf_typed_return(name, check, limit, args...)                                \
	name(struct pt_regs *ctx);                                                      \
	static __always_inline __typeof__(name(0))                                      \
	____##name(struct pt_regs *ctx __attribute__((__unused__))                          \
			   ___bpf_if_pair(___bpf_typed_decl_one, ##args));              \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                   \
	{                                                                               \
		___bpf_require_target();                                                \
		___bpf_if_pair(___bpf_declare_arg, ##args)                              \
		___bpf_if_pair(check, ##args)                                           \
		___bpf_if_pair(___bpf_load_result, ##args)                              \
		___bpf_return(___bpf_pairs1(args), limit,                               \
			      ____##name(ctx ___bpf_if_pair(___bpf_pass_arg, ##args))); \
	}                                                                               \
	static __always_inline __typeof__(name(0))                                      \
	____##name(struct pt_regs *ctx __attribute__((__unused__))                          \
			   ___bpf_if_pair(___bpf_typed_decl_one, ##args))

/*
 * BPF_KRETPROBE2(name[, type, ret]): the return value of a kernel function, in
 * kretprobe, kretprobe.multi and the return half of kprobe.session programs:
 * 64 bits on 32-bit targets, __int128, and structs where the psABI returns
 * them in registers; what it returns in memory is an error that says so.
 * BPF_URETPROBE2(name[, type, ret]): the same in uretprobe programs.
 */
#define BPF_KRETPROBE2(name, ...)                                                       \
	___bpf_typed_return(name, ___bpf_check_kernel_result,                           \
			    "BPF_KRETPROBE2 takes at most 1 argument, the return value" \
			    __VA_OPT__(,) __VA_ARGS__)
#define BPF_URETPROBE2(name, ...)                                                       \
	___bpf_typed_return(name, ___bpf_check_user_result,                             \
			    "BPF_URETPROBE2 takes at most 1 argument, the return value" \
			    __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_KSYSCALL2(name, type, arg, ...): BPF_KSYSCALL with types: a long long
 * takes two registers on 32-bit kernels, where the syscall convention puts
 * them, so that the arguments together take as many as six. Integers, bool,
 * enums and pointers only, as syscalls have.
 */
#define ___bpf_syscall_member(t, x)                                   \
	struct {                                                      \
		___BPF_WORD ___word[___bpf_words(___bpf_size_of(t, x))]; \
	} x __attribute__((__aligned__(                                   \
		___BPF_PAIRS == ___BPF_EVEN_REG &&                    \
		___bpf_size_of(t, x) >                                \
			sizeof(___BPF_WORD) ? 2 * sizeof(___BPF_WORD) : sizeof(___BPF_WORD))));
#define ___bpf_check_syscall_type(t, x)                                                      \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_STRUCT &&                              \
		       ___bpf_kind_of(t, x) != ___BPF_FLOAT &&                               \
		       sizeof(t) <= 8, "argument " #x ": syscalls take integers of at most " \
		       "64 bits and pointers");
#define ___bpf_load_syscall_arg(t, x)                                           \
	___bpf_put_syscall_arg(___arg_##x.___word, ___args, ___bpf_type_of(t, x), \
			   __builtin_offsetof(struct ___bpf_typed_words, x) /   \
				   sizeof(___BPF_WORD));
static __always_inline void
___bpf_put_syscall_arg(___bpf_word *to, const unsigned long *args, const __u64 type,
		   const __u64 first)
{
	if (___bpf_type_size(type) > sizeof(*to)) {
		to[0] = (___BPF_WORD)args[first];
		to[1] = (___BPF_WORD)args[first + 1];
		return;
	}
	___bpf_put_scalar(to, ___bpf_type_kind(type), ___bpf_type_size(type),
			 (___BPF_WORD)args[first]);
}

#define BPF_KSYSCALL2(name, ...) ___bpf_ksyscall2_body(name __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_ksyscall2_body(name, args...)                                                   \
	name(struct pt_regs *ctx);                                                             \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)) ___bpf_typed_decl(args));       \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                          \
	{                                                                                      \
		unsigned long ___args[12] ___bpf_nodebug __attribute__((__unused__));           \
		___bpf_require_target();                                                       \
		___bpf_if_pairs(___bpf_declare_arg, ##args)                                    \
		___bpf_if_pairs(___bpf_check_syscall_type, ##args)                             \
		struct ___bpf_typed_words {                                                    \
			___bpf_if_pairs(___bpf_syscall_member, ##args)                         \
		};                                                                             \
		_Static_assert(sizeof(struct ___bpf_typed_words) <= 6 * sizeof(___BPF_WORD),   \
			       "BPF_KSYSCALL2: more than six registers, as syscalls have");    \
		___bpf_own(syscall_get)(___args, ctx,                                        \
				   sizeof(struct ___bpf_typed_words) / sizeof(___BPF_WORD));   \
		___bpf_if_pairs(___bpf_load_syscall_arg, ##args)                               \
		___bpf_return(___bpf_pairs12(args), "BPF_KSYSCALL2 takes at most 6 arguments", \
			      ____##name(ctx ___bpf_if_pairs(___bpf_pass_arg, ##args)));       \
	}                                                                                      \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)) ___bpf_typed_decl(args))
#endif /* ___BPF_TARGET_ANY */

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
		___bpf_own(parm)(___bpf_target(ctx), n, user);                                \
	})
#define PT_REGS_PARM(ctx, n) ___bpf_checked_parm(ctx, n, 0, "PT_REGS_PARM")
#define PT_REGS_PARM_USER(ctx, n) ___bpf_checked_parm(ctx, n, 1, "PT_REGS_PARM_USER")

/*
 * PT_REGS_RC64(ctx): a 64-bit return value, __u64, in a return probe: on
 * 32-bit targets of two registers.
 */
#define PT_REGS_RC64(ctx) ((__u64)___bpf_own(rc64)(___bpf_target(ctx)))

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
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */
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
#define ___bpf_typed_any(macro, name, args...)                                            \
	name(struct pt_regs *ctx);                                                        \
	_Static_assert(0, macro ": the widths of types differ between the architectures " \
		       "of the target any; use " macro " with one of them, or the macro " \
		       "without 2");                                                      \
	static __always_inline __typeof__(name(0)) __attribute__((__unused__))            \
	____##name(struct pt_regs *ctx, const long ___bpf_args_error ___bpf_typed_decl(args))
#define BPF_KPROBE2(name, ...) ___bpf_typed_any("BPF_KPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_KPROBE2_ASMLINKAGE(name, ...) \
	___bpf_typed_any("BPF_KPROBE2_ASMLINKAGE", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_UPROBE2(name, ...) ___bpf_typed_any("BPF_UPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_KRETPROBE2(name, ...) ___bpf_typed_any("BPF_KRETPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_URETPROBE2(name, ...) ___bpf_typed_any("BPF_URETPROBE2", name __VA_OPT__(,) __VA_ARGS__)
#else
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
	_Static_assert(sizeof(___arg_##x.___value) > 0, "argument " #x ": an empty struct");   \
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
#define ___bpf_load_arg(t, x)                                                       \
	___failed = ___bpf_get_arg(___arg_##x.___word, ctx, ___stack, ___place_##x, \
				   ___bpf_type_of(t, x));                           \
	___error = ___error ? ___error : ___failed;
#define ___bpf_pass_arg(t, x) , ___arg_##x.___value
#define ___bpf_typed_probe(name, user, regs, limit, args...)                                       \
	name(struct pt_regs *ctx);                                                                 \
	static __always_inline __typeof__(name(0))                                                 \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                                \
		   const long ___bpf_args_error __attribute__((__unused__))                        \
			   ___bpf_typed_decl(args));                                               \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                              \
	{                                                                                          \
		__u64 ___place = ___bpf_start(regs, user);                                         \
		long ___error, ___failed __attribute__((__unused__));                              \
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
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                                \
		   const long ___bpf_args_error __attribute__((__unused__))                        \
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
#define BPF_KPROBE2_ASMLINKAGE(name, ...)                                      \
	___bpf_typed_probe(name, 0, ___BPF_ASMLINKAGE_REGS,                    \
			   "BPF_KPROBE2_ASMLINKAGE takes at most 12 arguments" \
			   __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_UPROBE2(name, type, arg, ...): the same for a user function, in uprobe,
 * uprobe.multi and uprobe.session programs; what is in memory is read from
 * the user's, which must be present there (BPF_ARGS_ERROR is -EFAULT else).
 */
#define BPF_UPROBE2(name, ...)                             \
	___bpf_typed_probe(name, 1, ___BPF_USER_PARM_REGS, \
			   "BPF_UPROBE2 takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)

#define ___bpf_check_result(t, x, user)                                                       \
	_Static_assert(___bpf_returned(___bpf_kind_of(t, x) == ___BPF_STRUCT,                 \
				       ___bpf_size_of(t, x), user), "return value " #x ": "   \
		       ___BPF_ARCH " returns a value of this type in memory that the caller " \
		       "provides");                                                           \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_FLOAT, "return value " #x ": struct "   \
		       "pt_regs has no floating-point registers");
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
	____##name(struct pt_regs *ctx __attribute__((__unused__))                      \
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
	____##name(struct pt_regs *ctx __attribute__((__unused__))                      \
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
#endif /* ___BPF_TARGET_ANY */

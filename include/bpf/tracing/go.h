/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on Go functions. Go has a calling convention of its own, ABIInternal, on
 * amd64, arm64, ppc64, riscv64, loong64 and s390x: more registers than C, results in
 * them too, and no value partly on the stack. Types and names are apart:
 *
 *   SEC("uprobe")
 *   int BPF_UPROBE_GO(serve, void *, receiver, struct bpf_go_iface, w, void *, request)
 *
 * The receiver of a method is its first argument. What Go's types are declared as:
 *   bool, int8 to uint64    _Bool, signed char to unsigned long long, __s8 to __u64
 *   int, uint, uintptr      long, unsigned long, as wide as the target's
 *   pointers, maps, chans,  any pointer, or unsigned long; a func's points to its
 *   funcs, unsafe.Pointer   closure
 *   string                  struct bpf_go_string, of ptr and len
 *   slices                  struct bpf_go_slice, of ptr, len and cap
 *   interfaces, error       struct bpf_go_iface, of type and data: the type, or where the
 *                           interface has methods its itab; 0 where it is nil
 *   float32, float64        struct bpf_float, struct bpf_double; complex64, complex128
 *                           struct bpf_go_complex64, _complex128: their places, as struct
 *                           pt_regs has no floating-point registers
 *   structs by value        as BPF_GO_STRUCT() declares them
 * BPF_ARGS_ERROR in the body is 0, or the negative error of the first value that could
 * not be read from the stack, which is 0 then. Go moves stacks: an address of one is good
 * for as long as the program runs.
 * BPF has 512 bytes of stack for all of them.
 * (cmd/compile/abi-internal.md of Go; docs/go.md has which version has what)
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

/*
 * BPF_GO_STRUCT(name, type, member, ...): declares struct name of up to 12 members, as it
 * is in Go and in its order, for BPF_UPROBE_GO and its kin: each value in it takes a
 * register of its own, and of a struct alone C tells nobody what is in it.
 *
 *   BPF_GO_STRUCT(time, __u64, wall, __s64, ext, void *, loc);
 *
 * Members may be arrays (__u8, id[16]), those structs above and others so declared. In
 * registers 14 values at most; on the stack, where an array of two elements or more is
 * always, as many as there are, but on 32-bit targets where there are values of 64 bits,
 * longs or pointers, which are widened there. Not: a last member of size 0.
 */
#define BPF_GO_STRUCT(tag, ...)                                          \
	___bpf_apply(___bpf_go_struct_, ___bpf_pairs12(__VA_ARGS__))     \
		(tag __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_go_struct_0(tag, ...)                                                     \
	_Static_assert(0, "BPF_GO_STRUCT takes at most 12 members");                     \
	struct tag
#define ___bpf_go_struct_2(tag, ...)                                                     \
	_Static_assert(0, "members come in pairs: type, name, type, name, ...");         \
	struct tag
#define ___bpf_go_one(t, x) t x;
/* Nor is there room for the number where the compiler's own target has 32 bits. */
#if defined(___BPF_TARGET_ANY) || __SIZEOF_POINTER__ < 8
#define ___bpf_go_struct_1(tag, ...) \
	__extension__ struct tag { ___bpf_map_pairs(___bpf_go_one, __VA_ARGS__) }
#define ___bpf_go_declared(code)
#else
#define ___bpf_go_struct_1(tag, ...)                                                         \
	___bpf_go_note(tag, 0, 0)                                                            \
	___bpf_apply(___bpf_go_members, ___bpf_narg2(__VA_ARGS__))(tag, __VA_ARGS__)         \
	__extension__ struct tag {                                                           \
		___bpf_map_pairs(___bpf_go_one, __VA_ARGS__)                                 \
		___bpf_go_declared(sizeof(___bpf_apply(___bpf_concat(___bpf_go_, tag##_),    \
						       ___bpf_narg2(__VA_ARGS__))) - 1)      \
	}
#define ___bpf_go_declared(code) char ___bpf_declared_by_BPF_GO_STRUCT[0][(code) + 1];
#endif

/*
 * struct bpf_go_string, bpf_go_slice, bpf_go_iface, bpf_go_complex64, bpf_go_complex128:
 * what Go has of its own. len and cap have the sign of Go's int; what pointers point to is
 * the user's memory. They are as BPF_GO_STRUCT() declares them, which takes a compiler longer.
 */
__extension__ struct bpf_go_string {
	const char *ptr;
	long len;
	___bpf_go_declared(___BPF_GO_UINT | ___BPF_GO_INT << 4)
};
__extension__ struct bpf_go_slice {
	void *ptr;
	long len, cap;
	___bpf_go_declared(___BPF_GO_UINT | ___BPF_GO_INT << 4 | ___BPF_GO_INT << 8)
};
__extension__ struct bpf_go_iface {
	void *type, *data;
	___bpf_go_declared(___BPF_GO_UINT | ___BPF_GO_UINT << 4)
};
__extension__ struct bpf_go_complex64 {
	struct bpf_float real, imag;
	___bpf_go_declared(___BPF_GO_FLOAT32 | ___BPF_GO_FLOAT32 << 4 | ___BPF_GO_HAS_32)
};
__extension__ struct bpf_go_complex128 {
	struct bpf_double real, imag;
	___bpf_go_declared(___BPF_GO_FLOAT64 | ___BPF_GO_FLOAT64 << 4)
};

/*
 * bpf_go_read_string(dst, size, str): a struct bpf_go_string's text into dst, size - 1 bytes
 * at most and 0 behind them; size is a constant, or known to the verifier. 0, or a negative
 * error, with dst "" then: -EINVAL where size is 0 (dst is left alone) or the length
 * negative, -EFAULT where the text is not in memory.
 */
static __always_inline long
bpf_go_read_string(void *dst, __u32 size, struct bpf_go_string str)
{
	__u64 length = (__u64)str.len;
	long error;

	if (!size)
		return -22;
	*(char *)dst = 0;
	if (str.len <= 0)
		return str.len ? -22 : 0;
	if (length > size - 1)
		length = size - 1;
	/* The bound and what is passed stay one number. */
	___bpf_apart(length);
	if (length > size - 1)
		return -22;
	error = bpf_probe_read_user(dst, (__u32)length, str.ptr);
	((char *)dst)[error ? 0 : length] = 0;
	return error;
}

/* Results: with a list of the arguments' types in parentheses before them, or without. */
#define ___bpf_go_parens(...) _, 1
#define ___bpf_go_second(_, n, ...) n
#define ___bpf_go_second_of(...) ___bpf_go_second(__VA_ARGS__)
#define ___bpf_go_in_parens(first, ...) ___bpf_go_second_of(___bpf_go_parens first, 0, 0)
#define ___bpf_go_results(name, macro, in_regs, ...)                                  \
	___bpf_apply(___bpf_go_results_, ___bpf_go_in_parens(__VA_ARGS__, 0))         \
		(name, macro, in_regs __VA_OPT__(,) __VA_ARGS__)

#ifdef ___BPF_TARGET_ANY
#define ___bpf_go_any(macro, name, args...)                                               \
	name(struct pt_regs *ctx);                                                        \
	_Static_assert(0, macro ": Go's registers and the widths of its types differ "    \
		       "between the architectures of the target any; use " macro          \
		       " with one of them");                                              \
	static __always_inline __typeof__(name(0)) __attribute__((__unused__))            \
	____##name(struct pt_regs *ctx, const long ___bpf_args_error ___bpf_typed_decl(args))
#define BPF_UPROBE_GO(name, ...) ___bpf_go_any("BPF_UPROBE_GO", name __VA_OPT__(,) __VA_ARGS__)
#define BPF_UPROBE_GO_ABI0(name, ...) \
	___bpf_go_any("BPF_UPROBE_GO_ABI0", name __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_go_results_1(name, macro, in_regs, passed, args...) \
	___bpf_go_any(macro, name, ##args)
#define ___bpf_go_results_0(name, macro, in_regs, args...) ___bpf_go_any(macro, name, ##args)
#define BPF_UPROBE_GO_RET(name, ...) \
	___bpf_go_results(name, "BPF_UPROBE_GO_RET", 1, __VA_ARGS__)
#define BPF_UPROBE_GO_ABI0_RET(name, ...) \
	___bpf_go_results(name, "BPF_UPROBE_GO_ABI0_RET", 0, __VA_ARGS__)
#define ___bpf_go_any_reg(macro)                                                        \
	___bpf_error(macro ": Go's registers differ between the architectures of the "  \
		     "target any; use it with one of them")
#define PT_REGS_GO_G(ctx) ___bpf_go_any_reg("PT_REGS_GO_G")
#define PT_REGS_GO_CTXT(ctx) ___bpf_go_any_reg("PT_REGS_GO_CTXT")
#else
/* What a type cannot be; what of it must be known. Its kind and its number are said once. */
#define ___bpf_go_code_of(x) ___bpf_go_number(arg, x)
#define ___bpf_go_declare(t, x)                                                              \
	___bpf_declare_arg(t, x)                                                             \
	enum { ___kind_##x = ___bpf_go_kind(t) };                                            \
	___bpf_go_note(arg, x, ___bpf_go_code(t, ___kind_##x))                               \
	_Static_assert(sizeof(t) <= 8 || ___kind_##x != ___BPF_INTEGER,                      \
		       "argument " #x ": Go has no integers of more than 64 bits");          \
	_Static_assert(!(___bpf_go_code_of(x) & ___BPF_GO_PARTLY) ||                         \
		       ((___bpf_go_in_memory || (___bpf_go_code_of(x) & ___BPF_GO_ARRAY)) && \
			___bpf_go_alike(__alignof__(t))),                                    \
		       "argument " #x ": a struct of more than "                             \
		       ___bpf_string(___BPF_GO_VALUES) " values");
#define ___bpf_go_place_arg(t, x)                                                        \
	___place = ___bpf_go_place(___place, ___bpf_go_code_of(x), sizeof(t), __alignof__(t)); \
	const __u64 ___place_##x = ___place;
#define ___bpf_go_load_arg(t, x)                                                             \
	___failed = ___bpf_go_in_regs(___place_##x) ?                                        \
		___bpf_go_from_regs(&___arg_##x, ctx, ___place_##x, ___bpf_go_code_of(x)) :  \
		___bpf_go_from_stack(&___arg_##x, ___stack, ___place_##x,                    \
				     ___bpf_go_code_of(x),                                   \
				     ___bpf_type(0, sizeof(t), __alignof__(t)));             \
	___error = ___error ? ___error : ___failed;

/* Arguments before results, by their types. */
#define ___bpf_go_passed_kind(n, t) ___passed_##n = ___bpf_go_kind(t)
#define ___bpf_go_pass(n, t)                                                        \
	___place = ___bpf_go_place(___place, ___bpf_go_code(t, ___passed_##n),      \
				   sizeof(t), __alignof__(t))
#define ___bpf_go_passed(...)                                                       \
	enum { ___passed ___bpf_map(___bpf_go_passed_kind __VA_OPT__(,) __VA_ARGS__) }; \
	((void)0 ___bpf_map(___bpf_go_pass __VA_OPT__(,) __VA_ARGS__));

#define ___bpf_go_probe(name, macro, in_regs, ret, passed, checked, args...)                   \
	name(struct pt_regs *ctx);                                                             \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                            \
		   const long ___bpf_args_error __attribute__((__unused__))                    \
			   ___bpf_typed_decl(args));                                           \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                          \
	{                                                                                      \
		enum { ___bpf_go_in_memory = !(in_regs) || !___BPF_GO_REGS };                  \
		__u64 ___place __attribute__((__unused__)) =                                   \
			___bpf_go_start(!___bpf_go_in_memory);                                 \
		const unsigned long ___stack __attribute__((__unused__)) =                     \
			___bpf_go_stack(ctx, ret);                                             \
		long ___error = 0, ___failed __attribute__((__unused__));                      \
		___bpf_require_target();                                                       \
		_Static_assert(___BPF_HAS_GO, macro ": there is no Go for " ___BPF_ARCH);      \
		___bpf_if_pairs(___bpf_go_declare, ##args)                                     \
		checked                                                                        \
		___bpf_go_passed passed                                                        \
		if (ret)                                                                       \
			___place = ___bpf_go_place_results(___place);                          \
		___bpf_if_pairs(___bpf_go_place_arg, ##args)                                   \
		___bpf_if_pairs(___bpf_go_load_arg, ##args)                                    \
		___bpf_return(___bpf_pairs12(args), macro " takes at most 12 arguments",       \
			      ____##name(ctx, ___error ___bpf_if_pairs(___bpf_pass_arg, ##args))); \
	}                                                                                      \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                            \
		   const long ___bpf_args_error __attribute__((__unused__))                    \
			   ___bpf_typed_decl(args))

/*
 * BPF_UPROBE_GO(name, type, arg, ...): up to 12 arguments of a Go function at its entry, in
 * uprobe and uprobe.multi programs, as the newest Go passes them: by ABIInternal on amd64,
 * arm64, ppc64, riscv64, loong64 and s390x, by ABI0 on 386, arm and mips; an error where
 * there is no Go.
 * BPF_UPROBE_GO_ABI0(name, type, arg, ...): the same of a function that has all arguments on
 * the stack: in assembly, or of a Go before its architecture had ABIInternal (amd64 1.17,
 * arm64 and ppc64 1.18, riscv64 1.19, later loong64 and s390x).
 */
#define BPF_UPROBE_GO(name, ...) \
	___bpf_go_probe(name, "BPF_UPROBE_GO", 1, 0, (), __VA_OPT__(,) __VA_ARGS__)
#define BPF_UPROBE_GO_ABI0(name, ...) \
	___bpf_go_probe(name, "BPF_UPROBE_GO_ABI0", 0, 0, (), __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_UPROBE_GO_RET(name, (type, ...), type, result, ...): up to 12 results of a Go
 * function, in a uprobe on each of its return instructions. Not in a uretprobe, which
 * breaks Go programs: it writes the return address on a stack that Go unwinds and moves.
 * First come the types of the arguments, (): none, as results on the stack are behind
 * those; they may be left out where all results are sure to be in registers.
 * On arm such an instruction also takes the function's frame off the stack; how many bytes
 * that is (ldr pc, [sp], #bytes) the probe's cookie must say.
 * BPF_UPROBE_GO_ABI0_RET(name, (type, ...), type, result, ...): the same by ABI0.
 */
#define BPF_UPROBE_GO_RET(name, ...)                            \
	___bpf_go_results(name, "BPF_UPROBE_GO_RET", 1, __VA_ARGS__)
#define BPF_UPROBE_GO_ABI0_RET(name, ...)                       \
	___bpf_go_results(name, "BPF_UPROBE_GO_ABI0_RET", 0, __VA_ARGS__)

#define ___bpf_go_results_1(name, macro, in_regs, passed, args...)                    \
	___bpf_go_probe(name, macro, in_regs, 1, passed, , ##args)
#define ___bpf_go_plus_values(t, x) + ___bpf_go_values(___bpf_go_code_of(x))
#define ___bpf_go_or_array(t, x) || (___bpf_go_code_of(x) & ___BPF_GO_ARRAY)
#define ___bpf_go_results_0(name, macro, in_regs, args...)                                   \
	___bpf_go_probe(name, macro, in_regs, 1, (), _Static_assert(                         \
		(0 ___bpf_if_pairs(___bpf_go_plus_values, ##args)) <=                        \
			(___bpf_go_in_memory ? 0 : ___BPF_GO_REGS) &&                        \
		!(0 ___bpf_if_pairs(___bpf_go_or_array, ##args)), macro ": a result is on "  \
		"the stack, behind the arguments: say their types first, (type, ...)");,     \
		##args)

/*
 * PT_REGS_GO_G(ctx): the address of the current goroutine's runtime.g, unsigned long, in a
 * uprobe in Go code; on 386 an error, as Go keeps it in thread-local storage there, and on
 * amd64 not of a function by ABI0, nor of Go before 1.17.
 * PT_REGS_GO_CTXT(ctx): at the entry of a closure its context, the address of a word with
 * the function's address and of what is captured after it.
 */
#define ___bpf_go_has(x, what, macro, why) \
	___bpf_target(___bpf_sure(___BPF_HAS_GO, macro ": there is no Go for " ___BPF_ARCH, \
		      ___bpf_sure((what) || !___BPF_HAS_GO, macro ": " ___BPF_ARCH why, x)))
#define PT_REGS_GO_G(ctx)                                                                  \
	___bpf_own(go_g)(___bpf_go_has(ctx, ___BPF_HAS_GO_G, "PT_REGS_GO_G",               \
				       " has it in no register but in thread-local storage"))
#define PT_REGS_GO_CTXT(ctx) \
	___bpf_own(go_ctxt)(___bpf_go_has(ctx, 1, "PT_REGS_GO_CTXT", ""))
#endif /* ___BPF_TARGET_ANY */

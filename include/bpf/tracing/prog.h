/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs whose context is an array of 64-bit values: fentry, fexit,
 * fmod_ret, fsession, tp_btf, raw_tp, lsm, struct_ops, iter. They need no
 * target architecture.
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

/*
 * A long of a 32-bit kernel is half of its value, which little-endian machines
 * load alone: the verifier wants loads to start where the value does.
 */
#if ___BPF_REG_BITS == 32 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && \
	!defined(___BPF_TARGET_ANY)
#define ___bpf_prog_value(n, decl)                                                             \
	__extension__ _Generic((void (*)(decl))0,                                              \
		void (*)(long): (long)(___BPF_SIGNED_WORD)*(const ___bpf_word *)&ctx[n - 1],   \
		default: ___bpf_as(decl, ctx[n - 1]))
#else
#define ___bpf_prog_value(n, decl) ___bpf_as(decl, ctx[n - 1])
#endif

/* As in libbpf: the argument list to call a body with. */
#define ___bpf_ctx_cast(...) ctx ___bpf_map(___bpf_prog_value __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_PROG(name, args...): up to 12 values of the context, under their
 * declared names and types, and unsigned long long *ctx.
 */
#define BPF_PROG(name, ...) ___bpf_prog_body(name __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_prog_body(name, args...)                                                   \
	name(unsigned long long *ctx);                                                    \
	static __always_inline __typeof__(name(0))                                        \
	____##name(unsigned long long *ctx __attribute__((__unused__)), ##args);          \
	__typeof__(name(0)) name(unsigned long long *ctx)                                 \
	{                                                                                 \
		___bpf_quiet()                                                            \
		___bpf_return(___bpf_upto12(args), "BPF_PROG takes at most 12 arguments", \
			      ____##name(___bpf_ctx_cast(args)));                         \
		___bpf_loud()                                                             \
	}                                                                                 \
	static __always_inline __typeof__(name(0))                                        \
	____##name(unsigned long long *ctx __attribute__((__unused__)), ##args)

/* A value starts in memory where its low-order bytes are. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ___bpf_ctx_first(t, slot) \
	((slot) << (sizeof(t) < 8 && !(sizeof(t) & (sizeof(t) - 1)) ? 64 - 8 * sizeof(t) : 0))
#else
#define ___bpf_ctx_first(t, slot) (slot)
#endif

#define ___bpf_ctx_member(t, x) __u64 x[(sizeof(t) + 7) / 8];
#define ___bpf_ctx_decl_one(t, x) , t x
#define ___bpf_ctx_arg_one(t, x)                                                                \
	, __extension__({                                                                       \
		enum { ___at = __builtin_offsetof(struct ___bpf_ctx_slots, x) / 8 };            \
		__extension__ _Static_assert(sizeof(t) <= 16,                                   \
			"BPF_PROG2: an argument has at most 16 bytes");                         \
		union {                                                                         \
			__u64 ___slot[2];                                                       \
			t ___value;                                                             \
		} ___u = { { ___bpf_ctx_first(t, ___bpf_as(t, ctx[___at])),                     \
			     sizeof(t) > 8 ? ctx[___at + 1] : 0 } };                            \
		___u.___value;                                                                  \
	})

/* As in libbpf. */
#define ___bpf_ctx_decl(args...) ___bpf_map_pairs(___bpf_ctx_decl_one, ##args)

/*
 * BPF_PROG2(name, type, arg, ...): BPF_PROG with types and names apart, up to
 * 12 pairs, for contexts with structs or unions by value: each takes as many
 * values of the context as its size needs, 16 bytes at most.
 */
#define BPF_PROG2(name, ...) ___bpf_prog2_body(name __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_prog2_body(name, args...)                                                       \
	name(unsigned long long *ctx);                                                         \
	static __always_inline __typeof__(name(0))                                             \
	____##name(unsigned long long *ctx __attribute__((__unused__)) ___bpf_ctx_decl(args)); \
	__typeof__(name(0)) name(unsigned long long *ctx)                                      \
	{                                                                                      \
		struct ___bpf_ctx_slots {                                                      \
			___bpf_map_pairs(___bpf_ctx_member, ##args)                            \
			__u64 ___end;                                                          \
		};                                                                             \
		___bpf_return(___bpf_pairs12(args), "BPF_PROG2 takes at most 12 arguments",    \
			      ____##name(ctx ___bpf_map_pairs(___bpf_ctx_arg_one, ##args)));   \
	}                                                                                      \
	static __always_inline __typeof__(name(0))                                             \
	____##name(unsigned long long *ctx __attribute__((__unused__)) ___bpf_ctx_decl(args))

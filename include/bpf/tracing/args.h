/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: argument lists of macros, counted and mapped. Nothing in here is
 * for programs, but for the names that libbpf's other headers lean on.
 *
 * Included by bpf_tracing.h. In here are macros only.
 */

/* As in libbpf: paste the count, 0 to 12, of a list to a macro's name. */
#ifndef ___bpf_concat
#define ___bpf_concat(a, b) a##b
#endif
#ifndef ___bpf_apply
#define ___bpf_apply(fn, n) ___bpf_concat(fn, n)
#endif
#ifndef ___bpf_nth
#define ___bpf_nth(_, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, N, ...) N
#endif
#define ___bpf_nth40(_, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, \
	_17, _18, _19, _20, _21, _22, _23, _24, _25, _26, _27, _28, _29, _30, _31, _32, _33,   \
	_34, _35, _36, _37, _38, _39, _40, N, ...) N
#ifndef ___bpf_narg
#define ___bpf_narg(...) ___bpf_count(__VA_ARGS__)
#endif
/* libbpf's takes an empty list for one argument where the dialect is ISO C. */
#define ___bpf_count(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, \
	1, 0)
/* The same for a list of pairs. */
#ifndef ___bpf_narg2
#define ___bpf_narg2(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 12, 12, 11, 11, 10, 10, 9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, \
	1, 1, 0)
#endif

/* 1 where a list has at most 1, 6, 7, 8, 12 elements, 0 where it has more. */
#define ___bpf_upto1(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 1, 1)
#define ___bpf_upto6(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, \
	1, 1, 1)
#define ___bpf_upto7(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,                   \
	0, 1, 1, 1, 1, 1, 1, 1, 1)
#define ___bpf_upto8(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,                   \
	1, 1, 1, 1, 1, 1, 1, 1, 1)
#define ___bpf_upto12(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  \
	1, 1, 1)
/* 1 where it has at most 12 pairs, 0 where more, 2 where one is not complete. */
#define ___bpf_pairs12(...) ___bpf_nth40(_ __VA_OPT__(,) __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
	0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2,   \
	1, 2, 1)

/* Around what calls a body: registers become whatever it declares. */
#define ___bpf_quiet()                                              \
	_Pragma("GCC diagnostic push")                              \
	_Pragma("GCC diagnostic ignored \"-Wint-conversion\"")      \
	_Pragma("GCC diagnostic ignored \"-Wconversion\"")          \
	_Pragma("GCC diagnostic ignored \"-Wsign-conversion\"")
#define ___bpf_loud() _Pragma("GCC diagnostic pop")

/* The end of a program: call the body, or say why the argument list is wrong. */
#define ___bpf_return(verdict, limit, call) ___bpf_apply(___bpf_return_, verdict)(limit, call)
#define ___bpf_return_1(limit, call) return call
#define ___bpf_return_0(limit, call)            \
	__extension__ _Static_assert(0, limit); \
	return 0
#define ___bpf_return_2(limit, call)                                                             \
	__extension__ _Static_assert(0, "arguments come in pairs: type, name, type, name, ..."); \
	return 0

/* ", m(1, a), m(2, b)" and so on for a list a, b, ... of up to 12. */
#define ___bpf_map(m, args...) ___bpf_apply(___bpf_map, ___bpf_count(args))(m, ##args)
#define ___bpf_map0(m, ...)
#define ___bpf_map1(m, a), m(1, a)
#define ___bpf_map2(m, a, b) ___bpf_map1(m, a), m(2, b)
#define ___bpf_map3(m, a, b, c) ___bpf_map2(m, a, b), m(3, c)
#define ___bpf_map4(m, a, b, c, d) ___bpf_map3(m, a, b, c), m(4, d)
#define ___bpf_map5(m, a, b, c, d, e) ___bpf_map4(m, a, b, c, d), m(5, e)
#define ___bpf_map6(m, a, b, c, d, e, f) ___bpf_map5(m, a, b, c, d, e), m(6, f)
#define ___bpf_map7(m, a, b, c, d, e, f, g) ___bpf_map6(m, a, b, c, d, e, f), m(7, g)
#define ___bpf_map8(m, a, b, c, d, e, f, g, h) ___bpf_map7(m, a, b, c, d, e, f, g), m(8, h)
#define ___bpf_map9(m, a, b, c, d, e, f, g, h, i) \
	___bpf_map8(m, a, b, c, d, e, f, g, h), m(9, i)
#define ___bpf_map10(m, a, b, c, d, e, f, g, h, i, j) \
	___bpf_map9(m, a, b, c, d, e, f, g, h, i), m(10, j)
#define ___bpf_map11(m, a, b, c, d, e, f, g, h, i, j, k) \
	___bpf_map10(m, a, b, c, d, e, f, g, h, i, j), m(11, k)
#define ___bpf_map12(m, a, b, c, d, e, f, g, h, i, j, k, l) \
	___bpf_map11(m, a, b, c, d, e, f, g, h, i, j, k), m(12, l)

/* "m(type, name) m(type, name)" for a list of up to 12 pairs. */
#define ___bpf_map_pairs(m, args...) \
	___bpf_apply(___bpf_map_pairs, ___bpf_narg2(args))(m, ##args)
#define ___bpf_map_pairs0(m, ...)
#define ___bpf_map_pairs1(m, t, x) m(t, x)
#define ___bpf_map_pairs2(m, t, x, args...) m(t, x) ___bpf_map_pairs1(m, args)
#define ___bpf_map_pairs3(m, t, x, args...) m(t, x) ___bpf_map_pairs2(m, args)
#define ___bpf_map_pairs4(m, t, x, args...) m(t, x) ___bpf_map_pairs3(m, args)
#define ___bpf_map_pairs5(m, t, x, args...) m(t, x) ___bpf_map_pairs4(m, args)
#define ___bpf_map_pairs6(m, t, x, args...) m(t, x) ___bpf_map_pairs5(m, args)
#define ___bpf_map_pairs7(m, t, x, args...) m(t, x) ___bpf_map_pairs6(m, args)
#define ___bpf_map_pairs8(m, t, x, args...) m(t, x) ___bpf_map_pairs7(m, args)
#define ___bpf_map_pairs9(m, t, x, args...) m(t, x) ___bpf_map_pairs8(m, args)
#define ___bpf_map_pairs10(m, t, x, args...) m(t, x) ___bpf_map_pairs9(m, args)
#define ___bpf_map_pairs11(m, t, x, args...) m(t, x) ___bpf_map_pairs10(m, args)
#define ___bpf_map_pairs12(m, t, x, args...) m(t, x) ___bpf_map_pairs11(m, args)

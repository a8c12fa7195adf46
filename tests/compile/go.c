// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The programs on Go functions. Each stores every value of its arguments in out[], in
 * their order; the types are listed in go.py under the program's name.
 */
#include "fixture.h"

unsigned long out[32];
#define ERROR out[31]
#define TEXT ((char *)&out[30])

#define PUT(n, value) out[n] = (unsigned long)(value)
#define PUT2(n, a, b) PUT(n, a); PUT(n + 1, b)
#define PUT3(n, a, b, c) PUT2(n, a, b); PUT(n + 2, c)
#define STRING(n, s) PUT2(n, (s).ptr, (s).len)
#define SLICE(n, s) PUT3(n, (s).ptr, (s).len, (s).cap)
#define IFACE(n, i) PUT2(n, (i).type, (i).data)
#define END()                   \
	ERROR = BPF_ARGS_ERROR; \
	return 0

BPF_GO_STRUCT(inner, unsigned char, a, short, b, long long, c, unsigned char, d);
BPF_GO_STRUCT(mixed, unsigned char, a, long long, none[0], int, e[1], struct inner, in,
	      unsigned char, f);
BPF_GO_STRUCT(bytes, unsigned char, id[16]);
BPF_GO_STRUCT(named, struct bpf_go_string, name, unsigned char, flag, unsigned int, n);
BPF_GO_STRUCT(real, unsigned int, a, struct bpf_double, x, unsigned int, b, struct bpf_float, y);
BPF_GO_STRUCT(pair, struct bpf_go_string, s[2], _Bool, last);
BPF_GO_STRUCT(twelve, char, a, char, b, char, c, char, d, char, e, char, f, char, g, char, h,
	      char, i, char, j, char, k, char, l);

/* What the header spells out for Go's own types is what BPF_GO_STRUCT() makes of them. */
#define SAME(name)                                                                          \
	_Static_assert(sizeof(struct bpf_go_##name) == sizeof(struct name) &&              \
		       __builtin_types_compatible_p(                                        \
			__typeof__(((struct name *)0)->___bpf_declared_by_BPF_GO_STRUCT),   \
			__typeof__(((struct bpf_go_##name *)0)->___bpf_declared_by_BPF_GO_STRUCT)), \
		       "struct bpf_go_" #name)
BPF_GO_STRUCT(string, const char *, ptr, long, len);
BPF_GO_STRUCT(slice, void *, ptr, long, len, long, cap);
BPF_GO_STRUCT(iface, void *, type, void *, data);
BPF_GO_STRUCT(complex64, struct bpf_float, real, struct bpf_float, imag);
BPF_GO_STRUCT(complex128, struct bpf_double, real, struct bpf_double, imag);
SAME(string);
SAME(slice);
SAME(iface);
SAME(complex64);
SAME(complex128);

#define MIXED(n, s)                              \
	PUT2(n, (s).a, (s).e[0]);                \
	PUT3(n + 2, (s).in.a, (s).in.b, (s).in.c); \
	PUT2(n + 5, (s).in.d, (s).f)

SEC("uprobe") int BPF_UPROBE_GO(go0)
{
	PUT(0, ctx);
	END();
}

SEC("uprobe") int BPF_UPROBE_GO(go3, signed char, a, struct bpf_go_string, s, long, b)
{
	PUT(0, a);
	STRING(1, s);
	PUT(3, b);
	END();
}

#if defined(__clang__) || __GNUC__ >= 14
#define SCALARS                                                                              \
	signed char, a, long long, b, int, c, long, d, _Bool, e, unsigned short, f, void *, g, \
		unsigned long, h, unsigned char, i, unsigned int, j, short, k, unsigned long long, l
#define PUT_SCALARS()                                                     \
	PUT3(0, a, b, c); PUT3(3, d, e, f); PUT3(6, g, h, i); PUT3(9, j, k, l); \
	END()
SEC("uprobe") int BPF_UPROBE_GO(go_scalars, SCALARS)
{
	PUT_SCALARS();
}

SEC("uprobe") int BPF_UPROBE_GO_ABI0(go_scalars_abi0, SCALARS)
{
	PUT_SCALARS();
}

/* What does not fit is on the stack whole, and others take the registers. */
SEC("uprobe")
int BPF_UPROBE_GO(go_spill, struct bpf_go_string, a, struct bpf_go_slice, b, struct bpf_go_iface, c,
		  struct bpf_go_slice, d, int, e, struct bpf_go_slice, f, unsigned char, g,
		  struct bpf_go_iface, h, short, i)
{
	STRING(0, a);
	SLICE(2, b);
	IFACE(5, c);
	SLICE(7, d);
	PUT(10, e);
	SLICE(11, f);
	PUT(14, g);
	IFACE(15, h);
	PUT(17, i);
	END();
}

#define STRUCTS                                                                           \
	struct mixed, a, struct bytes, b, unsigned char, c, struct named, d, struct twelve, e, \
		struct pair, f, int, g
#define PUT_STRUCTS()                                                       \
	MIXED(0, a);                                                        \
	PUT2(7, b.id[0], b.id[15]);                                         \
	PUT(9, c);                                                          \
	STRING(10, d.name);                                                 \
	PUT2(12, d.flag, d.n);                                              \
	PUT3(14, (unsigned char)e.a, (unsigned char)e.b, (unsigned char)e.l); \
	STRING(17, f.s[0]);                                                 \
	STRING(19, f.s[1]);                                                 \
	PUT2(21, f.last, g);                                                \
	END()
SEC("uprobe") int BPF_UPROBE_GO(go_structs, STRUCTS)
{
	PUT_STRUCTS();
}

SEC("uprobe") int BPF_UPROBE_GO_ABI0(go_structs_abi0, STRUCTS)
{
	PUT_STRUCTS();
}

SEC("uprobe")
int BPF_UPROBE_GO(go_floats, struct bpf_double, a, int, b, struct real, c, struct bpf_float, d,
		  struct bpf_go_complex64, e, struct bpf_go_complex128, f, struct bpf_go_complex128, g,
		  struct bpf_go_complex128, h, struct bpf_go_complex128, i,
		  struct bpf_go_complex128, j, unsigned short, k, struct real, l)
{
	(void)a, (void)d, (void)e, (void)f, (void)g, (void)h, (void)i, (void)j;
	PUT3(0, b, c.a, c.b);
	PUT3(3, k, l.a, l.b);
	END();
}

#define RESULTS struct bpf_go_string, a, struct bpf_go_iface, b, struct bytes, c, \
		unsigned char, d, struct named, e, struct bpf_go_slice, f
#define PUT_RESULTS()              \
	STRING(0, a);              \
	IFACE(2, b);               \
	PUT2(4, c.id[0], c.id[15]); \
	PUT(6, d);                 \
	STRING(7, e.name);         \
	PUT2(9, e.flag, e.n);      \
	SLICE(11, f);              \
	END()
SEC("uprobe")
int BPF_UPROBE_GO_RET(go_results, (char, struct bytes, struct twelve, struct bytes, char, struct pair),
		      RESULTS)
{
	PUT_RESULTS();
}

SEC("uprobe")
int BPF_UPROBE_GO_ABI0_RET(go_results_abi0, (struct bpf_go_string, char, struct mixed, char), RESULTS)
{
	PUT_RESULTS();
}
#endif

SEC("uprobe") int BPF_UPROBE_GO_RET(go_result3, (), int, a, struct bpf_go_iface, error)
{
	PUT(0, a);
	IFACE(1, error);
	END();
}

/* Without the arguments, where results are in registers. */
#ifdef HAS_GO1
SEC("uprobe") int BPF_UPROBE_GO_RET(go_in_regs, int, a, struct bpf_go_iface, error)
{
	PUT(0, a);
	IFACE(1, error);
	END();
}
#endif

#ifdef HAS_GO_G
SEC("uprobe") int go_g(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_GO_G(ctx));
	return 0;
}
#endif

SEC("uprobe") int go_ctxt(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_GO_CTXT(ctx));
	return 0;
}

SEC("uprobe") int go_text(struct pt_regs *ctx)
{
	struct bpf_go_string s = { .ptr = (const char *)out[0], .len = (long)out[1] };

	(void)ctx;
	ERROR = (unsigned long)bpf_go_read_string(TEXT, 8, s);
	return 0;
}

SEC("uprobe") int go_no_text(struct pt_regs *ctx)
{
	struct bpf_go_string s = { .ptr = (const char *)out[0], .len = (long)out[1] };

	(void)ctx;
	ERROR = (unsigned long)bpf_go_read_string(TEXT, 0, s);
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The program macros. Each program stores its arguments, converted as C does,
 * in out[]; the types are listed in programs.py under the program's name.
 *
 * GCC before 14 refuses functions of more than five arguments, inlined or not.
 */
#include "fixture.h"

#if defined(__clang__) || __GNUC__ >= 14
#define FIVE_MORE
#endif

unsigned long out[16];
struct unknown;
typedef _Bool flag_t;
enum level { LOW, HIGH = 0x7fffffff };

#define PUT(n, arg) out[n] = (unsigned long)(arg)
#define PUT12()                                                                         \
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e), PUT(5, f), PUT(6, g),    \
		PUT(7, h), PUT(8, i), PUT(9, j), PUT(10, k), PUT(11, l)

SEC("kprobe") int BPF_KPROBE(kprobe0)
{
	PUT(0, ctx);
	return 0;
}

SEC("kprobe") int BPF_KPROBE(kprobe3, int a, const char *b, _Bool c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	return 7;
}

#ifdef FIVE_MORE
SEC("kprobe")
int BPF_KPROBE(kprobe12, long a, unsigned int b, flag_t c, struct unknown *d, short e,
	       unsigned long f, signed char g, enum level h, void (*i)(int, int), long j,
	       const _Bool k, unsigned char l)
{
	PUT12();
	return 0;
}

SEC("uprobe")
int BPF_UPROBE(uprobe12, long a, unsigned int b, flag_t c, struct unknown *d, short e,
	       unsigned long f, signed char g, enum level h, void (*i)(int, int), long j,
	       const _Bool k, unsigned char l)
{
	PUT12();
	return 0;
}
#endif

/* Entry and return: what the first has put into the cookie the second finds there. */
#define SESSION_BODY(value)                       \
	PUT(12, is_return);                       \
	if (is_return)                            \
		PUT(13, *cookie);                 \
	else                                      \
		*cookie = (unsigned long)(value); \
	return 0;
#ifdef FIVE_MORE
SEC("kprobe.session")
int BPF_KPROBE_SESSION(session12, long a, unsigned int b, flag_t c, struct unknown *d, short e,
		       unsigned long f, signed char g, enum level h, void (*i)(int, int), long j,
		       const _Bool k, unsigned char l)
{
	PUT12();
	SESSION_BODY(d)
}

SEC("uprobe.session")
int BPF_UPROBE_SESSION(usession12, long a, unsigned int b, flag_t c, struct unknown *d, short e,
		       unsigned long f, signed char g, enum level h, void (*i)(int, int), long j,
		       const _Bool k, unsigned char l)
{
	PUT12();
	SESSION_BODY(d)
}
#endif

SEC("kprobe.session") int BPF_KPROBE_SESSION(session1, long a)
{
	PUT(0, a);
	SESSION_BODY(a)
}

/* Where a body asks for nothing the kernel's functions are not called. */
SEC("kprobe.session") int BPF_KPROBE_SESSION(session0)
{
	PUT(0, ctx);
	return 0;
}

#define RETURNS(name, type)                              \
	SEC("kretprobe") int BPF_KRETPROBE(name, type ret) \
	{                                                \
		PUT(0, ret);                             \
		return 0;                                \
	}
RETURNS(kret_long, long)
RETURNS(kret_int, int)
RETURNS(kret_bool, _Bool)
RETURNS(kret_pointer, struct unknown *)

SEC("uretprobe") int BPF_URETPROBE(uret_int, int ret)
{
	PUT(0, ret);
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE(kret_none)
{
	PUT(0, ctx);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL(ksyscall0)
{
	PUT(0, ctx);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL(ksyscall1, unsigned int a)
{
	PUT(0, a);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL(ksyscall2, const char *a, long b)
{
	PUT(0, a);
	PUT(1, b);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL(ksyscall3, int a, void *b, unsigned long c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL(ksyscall4, int a, const char *b, int c, unsigned short d)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	PUT(3, d);
	return 0;
}

#ifdef FIVE_MORE
SEC("ksyscall/x")
int BPF_KPROBE_SYSCALL(ksyscall5, int a, unsigned long b, unsigned long c, unsigned long d,
		       unsigned long e)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	PUT(3, d);
	PUT(4, e);
	return 0;
}

SEC("ksyscall/x")
int BPF_KSYSCALL(ksyscall6, long a, unsigned long b, _Bool c, long d, unsigned int e,
		 unsigned long f)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	PUT(3, d);
	PUT(4, e);
	PUT(5, f);
	return 0;
}
#endif

SEC("fentry/x") int BPF_PROG(prog0)
{
	PUT(0, ctx);
	return 0;
}

#ifdef FIVE_MORE
SEC("fentry/x")
int BPF_PROG(prog12, unsigned long a, unsigned int b, flag_t c, struct unknown *d, short e,
	     unsigned long f, signed char g, enum level h, void (*i)(int, int), unsigned long j,
	     const _Bool k, unsigned char l)
{
	PUT12();
	return 0;
}
#endif

struct sixteen {
	unsigned long long first, second;
};
struct four {
	unsigned int only;
};

#ifdef FIVE_MORE
/* Context slots: 0, 1 and 2, 3, 4, 5, 6 and 7, 8. */
SEC("fentry/x")
int BPF_PROG2(prog2, int, a, struct sixteen, b, _Bool, c, struct four, d, struct unknown *, e,
	      struct sixteen, f, unsigned short, g)
{
	PUT(0, a);
	PUT(1, b.first);
	PUT(2, b.second);
	PUT(3, c);
	PUT(4, d.only);
	PUT(5, e);
	PUT(6, f.first);
	PUT(7, f.second);
	PUT(8, g);
	return 0;
}
#endif

SEC("fentry/x") int BPF_PROG2(prog2_0)
{
	PUT(0, ctx);
	return 0;
}

/* The list helpers, as other headers use them. */
#define LISTED(name, args...)                                                             \
	static __always_inline int ____##name(struct pt_regs *ctx, ##args);               \
	SEC("kprobe") int name(struct pt_regs *ctx)                                       \
	{                                                                                 \
		return ____##name(___bpf_kprobe_args(args)) +                             \
		       ___bpf_apply(___bpf_concat(LIST, ED_), ___bpf_narg(args));         \
	}                                                                                 \
	static __always_inline int ____##name(struct pt_regs *ctx, ##args)
#define LISTED_2 2000
LISTED(listed, unsigned long a, unsigned long b)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, ctx);
	return 22;
}

#define LISTED_SYSCALL(name, list, args...)                               \
	static __always_inline int ____##name(struct pt_regs *ctx, ##args); \
	SEC("kprobe") int name(struct pt_regs *ctx)                       \
	{                                                                 \
		struct pt_regs *regs = ctx;                               \
		return ____##name(list(args));                            \
	}                                                                 \
	static __always_inline int                                        \
	____##name(struct pt_regs *ctx __attribute__((unused)), ##args)
LISTED_SYSCALL(listed_direct, ___bpf_syscall_args, int a, unsigned long b, _Bool c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	return 0;
}

LISTED_SYSCALL(listed_core, ___bpf_syswrap_args, int a, unsigned long b, _Bool c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	return 0;
}

/* By their types; arch/<name>/arch.conf says where the arguments are. */
struct twelve {
	unsigned int x, y, z;
};
struct three {
	unsigned char x[3];
};

#ifndef __TARGET_ARCH_any
#define TYPED_BODY()                                                                     \
	{                                                                                \
		PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d.x), PUT(4, d.y), PUT(5, d.z),  \
			PUT(6, e), PUT(7, f), PUT(8, g), PUT(9, h.x[0]), PUT(10, h.x[1]), \
			PUT(11, h.x[2]), PUT(12, i), PUT(13, BPF_ARGS_ERROR);            \
		return 0;                                                                \
	}
#ifdef FIVE_MORE
SEC("kprobe")
int BPF_KPROBE2(typed_kernel, signed char, a, long long, b, int, c, struct twelve, d, long, e,
		unsigned long long, f, _Bool, g, struct three, h, unsigned short, i)
TYPED_BODY()

SEC("kprobe")
int BPF_KPROBE2_ASMLINKAGE(typed_asmlinkage, signed char, a, long long, b, int, c, struct twelve,
			   d, long, e, unsigned long long, f, const _Bool, g, struct three, h,
			   unsigned short, i)
TYPED_BODY()

SEC("uprobe")
int BPF_UPROBE2(typed_user, signed char, a, long long, b, int, c, struct twelve, d, long, e,
		unsigned long long, f, _Bool, g, struct three, h, unsigned short, i)
TYPED_BODY()

/* The places of floating-point arguments, and behind them. */
SEC("uprobe")
int BPF_UPROBE2(typed_float, struct bpf_double, x, int, a, struct bpf_float, y, long long, b)
{
	(void)x;
	(void)y;
	PUT(0, a);
	PUT(1, b);
	return 0;
}

/* Behind more of them than an architecture has registers for. */
struct big {
	unsigned long long x[3];
};
#define PUT_BIG(n, a) PUT(n, a.x[0]), PUT(n + 1, a.x[1]), PUT(n + 2, a.x[2])
typedef struct bpf_double real;
typedef struct bpf_float half;

SEC("uprobe")
int BPF_UPROBE2(typed_d5, real, d0, real, d1, real, d2, real, d3, real, d4, int, a, int, b,
		int, c, int, d, int, e, int, f, int, g)
{
	(void)d0; (void)d1; (void)d2; (void)d3; (void)d4;
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e), PUT(5, f), PUT(6, g);
	PUT(13, BPF_ARGS_ERROR);
	return 0;
}

SEC("uprobe")
int BPF_UPROBE2(typed_d9, real, d0, real, d1, real, d2, real, d3, real, d4, real, d5, real, d6,
		real, d7, real, d8, struct big, a, int, b, struct big, c)
{
	(void)d0; (void)d1; (void)d2; (void)d3; (void)d4; (void)d5; (void)d6; (void)d7;
	(void)d8;
	PUT_BIG(0, a), PUT(3, b), PUT_BIG(4, c), PUT(13, BPF_ARGS_ERROR);
	return 0;
}

SEC("uprobe")
int BPF_UPROBE2(typed_f9, half, f0, half, f1, half, f2, half, f3, half, f4, half, f5, half, f6,
		half, f7, half, f8, struct big, a, int, b, int, c)
{
	(void)f0; (void)f1; (void)f2; (void)f3; (void)f4; (void)f5; (void)f6; (void)f7;
	(void)f8;
	PUT_BIG(0, a), PUT(3, b), PUT(4, c), PUT(13, BPF_ARGS_ERROR);
	return 0;
}

/* Half of a register is free when the others are taken, and stays so. */
SEC("uprobe")
int BPF_UPROBE2(typed_half, half, f0, real, d0, real, d1, real, d2, real, d3, real, d4, real,
		d5, real, d6, real, d7, half, f1, struct big, a, int, b)
{
	(void)f0; (void)d0; (void)d1; (void)d2; (void)d3; (void)d4; (void)d5; (void)d6;
	(void)d7; (void)f1;
	PUT_BIG(0, a), PUT(3, b), PUT(13, BPF_ARGS_ERROR);
	return 0;
}

/* What does not fit into the registers that are left, and what comes after. */
struct pair {
	unsigned long long x[2];
};
SEC("uprobe")
int BPF_UPROBE2(typed_spill, struct pair, a, int, b, int, c, int, d, struct pair, e, struct pair, f,
		int, g)
{
	PUT(0, a.x[0]), PUT(1, a.x[1]), PUT(2, b), PUT(3, c), PUT(4, d);
	PUT(5, e.x[0]), PUT(6, e.x[1]), PUT(7, f.x[0]), PUT(8, f.x[1]), PUT(9, g);
	PUT(13, BPF_ARGS_ERROR);
	return 0;
}
/* A byte more than what is passed in registers, or by value. */
struct c17 {
	unsigned char x[17];
};
struct c9 {
	unsigned char x[9];
};
struct c8 {
	unsigned char x[8];
};
struct c2 {
	unsigned char x[2];
};
SEC("uprobe")
int BPF_UPROBE2(typed_sizes, struct c17, a, struct c9, b, struct c8, c, int, d, struct c2, e)
{
	PUT(0, a.x[0]), PUT(1, a.x[8]), PUT(2, a.x[16]), PUT(3, b.x[0]), PUT(4, b.x[8]);
	PUT(5, c.x[0]), PUT(6, c.x[7]), PUT(7, d), PUT(8, e.x[0]), PUT(9, e.x[1]);
	PUT(13, BPF_ARGS_ERROR);
	return 0;
}

#if BITS == 64
/* Of 16 bytes and that alignment. */
struct aligned16 {
	__int128 x;
};
#define PUT_MEMORY(n, a) \
	PUT(n, ((unsigned long long *)&a)[0]), PUT(n + 1, ((unsigned long long *)&a)[1])
SEC("uprobe")
int BPF_UPROBE2(typed_int128, int, a, __int128, b, int, c, struct aligned16, d)
{
	PUT(0, a), PUT_MEMORY(1, b), PUT(3, c), PUT_MEMORY(4, d), PUT(13, BPF_ARGS_ERROR);
	return 0;
}
#endif

/* With one register left on i386. */
SEC("kprobe") int BPF_KPROBE2(typed_close, int, a, int, b, long long, c, int, d)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(13, BPF_ARGS_ERROR);
	return 0;
}
#endif

#if BITS == 64
struct words2 {
	unsigned long long x[2];
};
struct words4 {
	unsigned long long x[4];
};
#if STRUCT_RETURN >= 16
SEC("uretprobe") int BPF_URETPROBE2(uret2_pair, struct words2, ret)
{
	PUT(0, ret.x[0]), PUT(1, ret.x[1]);
	return 0;
}
#endif
#if STRUCT_RETURN >= 32
SEC("uretprobe") int BPF_URETPROBE2(uret2_four, struct words4, ret)
{
	PUT(0, ret.x[0]), PUT(1, ret.x[1]), PUT(2, ret.x[2]), PUT(3, ret.x[3]);
	return 0;
}
#endif
#endif

SEC("kprobe") int BPF_KPROBE2(typed3, signed char, a, long long, b, int, c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	PUT(13, BPF_ARGS_ERROR);
	return 0;
}

SEC("kprobe") int BPF_KPROBE2(typed0)
{
	PUT(0, ctx);
	return 0;
}
#endif

SEC("kprobe") int parm_n(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_PARM(ctx, 1));
	PUT(1, PT_REGS_PARM(ctx, 5));
	PUT(2, PT_REGS_PARM(ctx, 12));
	return 0;
}

SEC("uprobe") int parm_user_n(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_PARM_USER(ctx, 1));
	PUT(1, PT_REGS_PARM_USER(ctx, 5));
	PUT(2, PT_REGS_PARM_USER(ctx, 12));
	return 0;
}

/* The number is known at run time only. */
SEC("kprobe") int parm_asked(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_PARM_N(ctx, out[15]));
	return 0;
}

/* Where clang knows how many there are it would make one load of them. */
SEC("kprobe") int parm_asked_of_3(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_PARM_N(ctx, out[15] & 3));
	return 0;
}

SEC("kprobe") int syscall_parm_asked(void *regs)
{
	PUT(0, PT_REGS_SYSCALL_PARM_N(regs, out[15]));
	return 0;
}

#ifndef __TARGET_ARCH_any
#define RETURNS2(name, macro, type)              \
	SEC("kretprobe") int macro(name, type, ret) \
	{                                        \
		PUT(0, ret);                     \
		return 0;                        \
	}
RETURNS2(kret2_long, BPF_KRETPROBE2, long)
RETURNS2(kret2_schar, BPF_KRETPROBE2, signed char)
RETURNS2(kret2_bool, BPF_KRETPROBE2, _Bool)
RETURNS2(kret2_wide, BPF_KRETPROBE2, long long)
RETURNS2(uret2_wide, BPF_URETPROBE2, unsigned long long)

SEC("kretprobe") int BPF_KRETPROBE2(kret2_none)
{
	PUT(0, ctx);
	return 0;
}
#endif

SEC("kretprobe") int rc64(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_RC64(ctx));
	return 0;
}

#ifndef __TARGET_ARCH_any
SEC("ksyscall/x") int BPF_KSYSCALL2(ksyscall2_0)
{
	PUT(0, ctx);
	return 0;
}

SEC("ksyscall/x") int BPF_KSYSCALL2(ksyscall2_wide, int, a, long long, b, unsigned int, c)
{
	PUT(0, a);
	PUT(1, b);
	PUT(2, c);
	return 0;
}
#endif

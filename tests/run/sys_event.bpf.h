/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* Syscalls by their tracepoints: what the raw ones and those by BTF have in common. */
#include "test.bpf.h"

/* Of any syscall's tracepoint, the one that counts. */
#define ONLY_NUMBER(nr)        \
	if ((nr) != run.number) \
		return 0;       \
	ONLY_TARGET()

/* Arguments that are still there at the end; one object for all must do with none. */
#if ___BPF_SYSCALL_EXIT_LOST == 1 || \
	(defined(___BPF_TARGET_ANY) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#define EXIT_ARGS
#define PUT_EXIT_ARGS()
#elif ___BPF_SYSCALL_EXIT_LOST == 4
#define EXIT_ARGS , unsigned long a, unsigned long b, unsigned long c
#define PUT_EXIT_ARGS() PUT3(a, b, c)
#else
#define EXIT_ARGS , unsigned long a, unsigned long b, unsigned long c, unsigned long d, \
	unsigned long e, unsigned long f
#define PUT_EXIT_ARGS() PUT6(a, b, c, d, e, f)
#endif

#define ENTER(macro, name)                                                               \
	int macro(name, long nr, unsigned long a, unsigned long b, unsigned long c,      \
		  unsigned long d, unsigned long e, unsigned long f)                     \
	{                                                                                \
		ONLY_NUMBER(nr);                                                         \
		PUT6(a, b, c, d, e, f);                                                  \
		return 0;                                                                \
	}
#define EXIT(macro, name)                                                                \
	int macro(name, long nr, long ret EXIT_ARGS)                                     \
	{                                                                                \
		ONLY_NUMBER(nr);                                                         \
		PUT_EXIT_ARGS();                                                         \
		PUT(6, ret);                                                             \
		return 0;                                                                \
	}

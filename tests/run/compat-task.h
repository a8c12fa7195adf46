/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the 32-bit task passes; the upper bit is set, so that a sign would show. */
#define COMPAT_VALUE(n) (0x80de0030u + (n) * 0x101u)
/* How it ends. */
#define COMPAT_TASK_END 42

/* What holds an argument; wider than the value where that can be dirty above it. */
#ifdef COMPAT_DIRTY
typedef unsigned long long cell;
#define C(n) (0xc0de000000000000ULL + (n) * 0x100000000ULL + COMPAT_VALUE(n))
#else
typedef unsigned int cell;
#define C(n) COMPAT_VALUE(n)
#endif

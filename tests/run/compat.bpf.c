// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Syscalls of 32-bit tasks, in a function of theirs and in a shared one. */
#include "test.bpf.h"

#ifdef SEC_KSYSCALL_COMPAT
/* old_: on kernels from before the wrapper. */
#define COMPAT(prefix, suffix)                                                                 \
	SEC(SEC_KSYSCALL_COMPAT##suffix("preadv"))                                             \
	int BPF_KSYSCALL_COMPAT(prefix##compat_preadv, unsigned long fd, const void *vec,      \
				int vlen, long low, unsigned long high)                        \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT5(fd, vec, (long)vlen, low, high);                                          \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_COMPAT_NATIVE##suffix("process_vm_readv"))                            \
	int BPF_KSYSCALL_COMPAT(prefix##compat_readv, unsigned int a, unsigned long b,         \
				unsigned long c, unsigned long d, unsigned long e,             \
				unsigned long f)                                               \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT6(a, b, c, d, e, f);                                                        \
		return 0;                                                                      \
	}
COMPAT(, )
COMPAT(old_, _OLD)
#endif

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 32-bit task: number in %g1, arguments in %o0 to %o5. */
static inline void compat_syscall(const cell *v)
{
	__asm__ volatile("mov %0, %%g2\n\tld [%%g2], %%g1\n\tld [%%g2+4], %%o0\n\tld [%%g2+8], %%o1\n\t"
			 "ld [%%g2+12], %%o2\n\tld [%%g2+16], %%o3\n\tld [%%g2+20], %%o4\n\t"
			 "ld [%%g2+24], %%o5\n\tta 0x10"
			 : : "r"(v) : "g1", "g2", "g3", "o0", "o1", "o2", "o3", "o4", "o5", "cc",
			     "memory");
}

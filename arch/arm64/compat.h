/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 32-bit task: number in r7, arguments in r0 to r5. */
static inline void compat_syscall(const cell *v)
{
	register const cell *from __asm__("r8") = v;

	__asm__ volatile("ldmib r8, {r0-r5}\n\tldr r7, [r8]\n\tsvc 0"
			 : : "r"(from) : "r0", "r1", "r2", "r3", "r4", "r5", "r7", "memory");
}

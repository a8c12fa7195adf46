/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 31-bit task: number in r1, arguments in r2 to r7. */
static inline void compat_syscall(const cell *v)
{
	__asm__ volatile("lr %%r8, %0\n\tl %%r1, 0(%%r8)\n\tlm %%r2, %%r7, 4(%%r8)\n\tsvc 0"
			 : : "a"(v) : "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "memory");
}

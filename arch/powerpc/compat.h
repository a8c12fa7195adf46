/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 32-bit task: number in r0, arguments in r3 to r8. */
static inline void compat_syscall(const cell *v)
{
	__asm__ volatile("mr 9, %0\n\tlwz 0, 0(9)\n\tlwz 3, 4(9)\n\tlwz 4, 8(9)\n\t"
			 "lwz 5, 12(9)\n\tlwz 6, 16(9)\n\tlwz 7, 20(9)\n\tlwz 8, 24(9)\n\tsc"
			 : : "b"(v) : "0", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
			     "ctr", "xer", "cr0", "memory");
}

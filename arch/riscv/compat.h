/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 32-bit task: number in a7, arguments in a0 to a5. */
static inline void compat_syscall(const cell *v)
{
	__asm__ volatile("mv t0, %0\n\tlw a7, 0(t0)\n\tlw a0, 4(t0)\n\tlw a1, 8(t0)\n\t"
			 "lw a2, 12(t0)\n\tlw a3, 16(t0)\n\tlw a4, 20(t0)\n\tlw a5, 24(t0)\n\tecall"
			 : : "r"(v) : "t0", "a0", "a1", "a2", "a3", "a4", "a5", "a7", "memory");
}

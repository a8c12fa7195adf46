/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * A syscall of a 32-bit task: number in v0; o32 has arguments in a0 to a3 and
 * on the stack, n32 in a0 to a5, all 64 bits of them.
 */
static inline void compat_syscall(const cell *v)
{
	register const cell *from __asm__("$16") = v;

#if _MIPS_SIM == _ABIO32
	__asm__ volatile(".set push\n\t.set noreorder\n\tsubu $29, 32\n\tlw $8, 20($16)\n\t"
			 "sw $8, 16($29)\n\tlw $8, 24($16)\n\tsw $8, 20($29)\n\tlw $2, 0($16)\n\t"
			 "lw $4, 4($16)\n\tlw $5, 8($16)\n\tlw $6, 12($16)\n\tlw $7, 16($16)\n\t"
			 "syscall\n\taddiu $29, 32\n\t.set pop"
#else
	__asm__ volatile(".set push\n\t.set noreorder\n\tld $2, 0($16)\n\tld $4, 8($16)\n\t"
			 "ld $5, 16($16)\n\tld $6, 24($16)\n\tld $7, 32($16)\n\tld $8, 40($16)\n\t"
			 "ld $9, 48($16)\n\tsyscall\n\t.set pop"
#endif
			 : : "r"(from) : "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10",
			     "$11", "$12", "$13", "$14", "$15", "$24", "$25", "hi", "lo", "memory");
}

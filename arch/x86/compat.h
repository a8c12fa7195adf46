/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A syscall of a 32-bit task: number and arguments in eax, ebx ecx edx esi edi ebp. */
static inline void compat_syscall(const cell *v)
{
	__asm__ volatile("pushl %%ebp\n\t"
			 "movl 4(%%eax), %%ebx\n\tmovl 8(%%eax), %%ecx\n\tmovl 12(%%eax), %%edx\n\t"
			 "movl 16(%%eax), %%esi\n\tmovl 20(%%eax), %%edi\n\tmovl 24(%%eax), %%ebp\n\t"
			 "movl (%%eax), %%eax\n\tint $0x80\n\tpopl %%ebp"
			 : "+a"(v) : : "ebx", "ecx", "edx", "esi", "edi", "memory");
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * A 32-bit task, without a C library: makes the syscalls that programs under
 * test look at. arch/<name>/compat.h has compat_syscall(number, 6 arguments).
 */
#include <asm/unistd.h>
#include "compat-task.h"
#include "compat.h"

void _start(void);
void _start(void)
{
	cell preadv[] = { __NR_preadv, C(1), C(2), C(3), C(4), C(5), C(6) };
	cell readv[] = { __NR_process_vm_readv, C(1), C(2), C(3), C(4), C(5), C(6) };
	cell end[] = { __NR_exit_group, COMPAT_TASK_END };

	compat_syscall(preadv);
	compat_syscall(readv);
	for (;;)
		compat_syscall(end);
}

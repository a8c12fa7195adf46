/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* Calls what is probed, with values that no register holds by chance, and compares. */
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "probe.h"

#define S(n) (0xc0de000000bee000UL + (n) * 0x0000000100000001UL)

static int check(volatile struct seen *seen)
{
	int n, bad = 0;

	seen->target = getpid();
	seen->ret = 1;
	syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6));
	syscall(SYS_prctl, S(1), S(2), S(3), S(4), S(5));
	seen->target = 0;
	for (n = 0; n < 6; n++)
		if (seen->sys[n] != S(n + 1) && ++bad)
			printf("syscall argument %d is %#llx\n", n + 1, seen->sys[n]);
	for (n = 0; n < 5; n++)
		if (seen->entry[n] != (n ? S(n + 1) : (unsigned int)S(1)) && ++bad)
			printf("argument %d is %#llx\n", n + 1, seen->entry[n]);
	if (seen->ret != -ENOSYS && ++bad)
		printf("the return value is %lld\n", seen->ret);
	return bad != 0;
}

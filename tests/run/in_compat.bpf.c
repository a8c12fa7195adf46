// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* bpf_in_compat_syscall(), in a syscall of any task. */
#include "test.bpf.h"

SEC(SEC_KSYSCALL("process_vm_readv")) int in_compat(struct pt_regs *ctx)
{
	(void)ctx;
	ONLY_TARGET();
	PUT(0, bpf_in_compat_syscall());
	return 0;
}

#ifdef SEC_KSYSCALL_COMPAT
/* A function that 64-bit tasks enter too. */
#define IN_COMPAT_SHARED(name)                     \
	int name(struct pt_regs *ctx)              \
	{                                          \
		(void)ctx;                         \
		if (!bpf_in_compat_syscall())      \
			return 0;                  \
		ONLY_TARGET();                     \
		PUT(0, 1);                         \
		return 0;                          \
	}
SEC(SEC_KSYSCALL_COMPAT_NATIVE("process_vm_readv")) IN_COMPAT_SHARED(in_compat_shared)
SEC(SEC_KSYSCALL_COMPAT_NATIVE_OLD("process_vm_readv")) IN_COMPAT_SHARED(old_in_compat_shared)
#endif

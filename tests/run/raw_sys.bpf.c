// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* BPF_RAW_SYS_ENTER, BPF_RAW_SYS_EXIT, and what is asked of the user's registers. */
#include "sys_event.bpf.h"

SEC("raw_tp/sys_enter") ENTER(BPF_RAW_SYS_ENTER, raw_enter)
SEC("raw_tp/sys_exit") EXIT(BPF_RAW_SYS_EXIT, raw_exit)

/* The first value and the last. */
SEC("raw_tp/sys_exit") int BPF_RAW_SYS_EXIT(raw_restart, long nr, long ret)
{
	ONLY_NUMBER(nr);
	if (___run->result.hits == 1)
		PUT(0, ret);
	PUT(1, ret);
	return 0;
}

SEC("raw_tp/sys_enter") int BPF_RAW_SYS_ENTER(raw_number, long nr)
{
	ONLY_NUMBER(nr);
	PUT(0, PT_REGS_SYSCALL_NR_CORE(ctx[0]));
	PUT(1, PT_REGS_IS_USER_CORE(ctx[0]));
	return 0;
}

#define ARGS(name, kind)                                                     \
	SEC("raw_tp/sys_enter") int BPF_RAW_SYS_ENTER(name, long nr)         \
	{                                                                    \
		unsigned long args[6] = { 0 };                               \
                                                                             \
		ONLY_NUMBER(nr);                                             \
		PT_REGS_SYSCALL_ARGS(ctx[0], kind, args);                    \
		PUT6(args[0], args[1], args[2], args[3], args[4], args[5]);  \
		return 0;                                                    \
	}
ARGS(raw_plain, PLAIN)
ARGS(raw_mmap, MMAP)
ARGS(raw_pread64, PREAD64)

/* The user's registers outside of a syscall, and the kernel's. */
SEC("uprobe") int BPF_UPROBE(outside)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_SYSCALL_NR_CORE(ctx));
	PUT(1, PT_REGS_IS_USER(ctx));
	return 0;
}

SEC("kprobe") int BPF_KPROBE(kernel)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_IS_USER(ctx));
	PUT(1, PT_REGS_IS_USER_CORE(ctx));
	return 0;
}

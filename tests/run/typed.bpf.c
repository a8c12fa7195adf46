// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Kernel functions with arguments on the stack, of 64 bits, structs by value. */
#include "test.bpf.h"

/* vm_mmap_pgoff() */
SEC("kprobe")
int BPF_KPROBE2(typed_mmap, void *, file, unsigned long, addr, unsigned long, len, unsigned long,
		prot, unsigned long, flags, unsigned long, pgoff)
{
	ONLY_TARGET();
	PUT6(file, addr, len, prot, flags, pgoff);
	PUT(6, BPF_ARGS_ERROR);
	return 0;
}

SEC("kprobe") int parm_n(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT6(PT_REGS_PARM(ctx, 1), PT_REGS_PARM(ctx, 2), PT_REGS_PARM(ctx, 3),
	     PT_REGS_PARM(ctx, 4), PT_REGS_PARM(ctx, 5), PT_REGS_PARM(ctx, 6));
	return 0;
}

/* ip_make_skb(): more arguments than any architecture has registers for. */
SEC("kprobe")
int BPF_KPROBE2(typed_ip_make_skb, void *, sk, void *, fl4, void *, getfrag, void *, from, int,
		length, int, transhdrlen, void *, ipc, void *, rtp, void *, cork, unsigned int,
		flags)
{
	ONLY_TARGET();
	(void)sk;
	(void)fl4;
	(void)from;
	(void)ipc;
	(void)rtp;
	(void)cork;
	PUT4(getfrag, (long)length, (long)transhdrlen, flags);
	PUT(4, BPF_ARGS_ERROR);
	return 0;
}

SEC("kprobe")
int BPF_KPROBE2(typed_fallocate, void *, file, int, mode, long long, offset, long long, len)
{
	ONLY_TARGET();
	(void)file;
	PUT3((long)mode, offset, len);
	return 0;
}

/* generic_file_llseek_size() */
SEC("kprobe")
int BPF_KPROBE2(typed_llseek, void *, file, long long, offset, int, whence, long long, max,
		long long, eof)
{
	ONLY_TARGET();
	(void)file;
	PUT4(offset, (long)whence, max, eof);
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE2(typed_ret_llseek, long long, position)
{
	ONLY_TARGET();
	PUT2(position, PT_REGS_RC64(ctx));
	return 0;
}

/* find_user(kuid_t) */
struct uid {
	unsigned int value;
};

SEC("kprobe") int BPF_KPROBE2(typed_find_user, struct uid, uid)
{
	ONLY_TARGET();
	PUT(0, uid.value);
	return 0;
}

/* vprintk_emit() is asmlinkage. */
SEC("kprobe") int BPF_KPROBE2_ASMLINKAGE(typed_printk, int, facility, int, level, void *, info)
{
	ONLY_TARGET();
	PUT3((long)facility, (long)level, info);
	return 0;
}

#define SYS_FALLOCATE(name)                                                                    \
	int BPF_KSYSCALL2(name, int, fd, int, mode, long long, offset, long long, len)         \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, (long)mode, offset, len);                                       \
		return 0;                                                                      \
	}
SEC(SEC_KSYSCALL_FALLOCATE) SYS_FALLOCATE(typed_sys_fallocate)
#ifdef SEC_KSYSCALL_FALLOCATE_OLD
SEC(SEC_KSYSCALL_FALLOCATE_OLD) SYS_FALLOCATE(old_typed_sys_fallocate)
#endif

/* uprobe_target() */
#define USER(n) PUT(n - 1, PT_REGS_PARM_USER(ctx, n))
SEC("uprobe") int parm_user_n(struct pt_regs *ctx)
{
	ONLY_TARGET();
	USER(1);
	USER(2);
	USER(3);
	USER(4);
	USER(5);
	USER(6);
	USER(7);
	USER(8);
	USER(9);
	USER(10);
	USER(11);
	USER(12);
	return 0;
}

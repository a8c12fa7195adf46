// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Syscalls that are not alike everywhere, each by its section's own symbol. */
#include "test.bpf.h"

SEC(SEC_KSYSCALL_MMAP)
int BPF_KSYSCALL_MMAP(quirk_mmap, void *addr, unsigned long len, int prot, int flags, int fd,
		      __u64 offset)
{
	ONLY_TARGET();
	PUT6(addr, len, (long)prot, (long)flags, (long)fd, offset);
	return 0;
}

#ifdef SEC_KSYSCALL_OLD_MMAP
SEC(SEC_KSYSCALL_OLD_MMAP)
int BPF_KSYSCALL_OLD_MMAP(quirk_old_mmap, void *addr, unsigned long len, int prot, int flags, int fd,
			  __u64 offset)
{
	ONLY_TARGET();
	PUT6(addr, len, (long)prot, (long)flags, (long)fd, offset);
	return 0;
}
#endif

SEC(SEC_KSYSCALL_CLONE)
int BPF_KSYSCALL_CLONE(quirk_clone, unsigned long flags, void *stack, int *parent, int *child,
		       unsigned long tls)
{
	ONLY_TARGET();
	PUT5(flags, stack, parent, child, tls);
	return 0;
}

#ifdef SEC_KSYSCALL_SOCKETCALL
/* connect(2), sendto(2), accept(2): 3, 6 and 3 arguments. */
SEC(SEC_KSYSCALL_SOCKETCALL)
int BPF_KSYSCALL_SOCKETCALL(quirk_connect, 3, unsigned long fd, void *addr, unsigned long len)
{
	ONLY_TARGET();
	PUT3(fd, addr, len);
	return 0;
}

SEC(SEC_KSYSCALL_SOCKETCALL)
int BPF_KSYSCALL_SOCKETCALL(quirk_sendto, 11, unsigned long a, unsigned long b, unsigned long c,
			    unsigned long d, unsigned long e, unsigned long f)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	return 0;
}
#endif

#ifdef SEC_KSYSCALL_IPC
#define IPC1(name, call)                                                            \
	SEC(SEC_KSYSCALL_IPC) int BPF_KSYSCALL_IPC(name, call, unsigned long a)     \
	{                                                                           \
		ONLY_TARGET();                                                      \
		PUT(0, a);                                                          \
		return 0;                                                           \
	}
#define IPC2(name, call)                                                                     \
	SEC(SEC_KSYSCALL_IPC) int BPF_KSYSCALL_IPC(name, call, unsigned long a, unsigned long b) \
	{                                                                                    \
		ONLY_TARGET();                                                               \
		PUT2(a, b);                                                                  \
		return 0;                                                                    \
	}
#define IPC3(name, call)                                                                     \
	SEC(SEC_KSYSCALL_IPC)                                                                \
	int BPF_KSYSCALL_IPC(name, call, unsigned long a, unsigned long b, unsigned long c)  \
	{                                                                                    \
		ONLY_TARGET();                                                               \
		PUT3(a, b, c);                                                               \
		return 0;                                                                    \
	}
#define IPC4(name, call)                                                                     \
	SEC(SEC_KSYSCALL_IPC)                                                                \
	int BPF_KSYSCALL_IPC(name, call, unsigned long a, unsigned long b, unsigned long c,  \
			     unsigned long d)                                                \
	{                                                                                    \
		ONLY_TARGET();                                                               \
		PUT4(a, b, c, d);                                                            \
		return 0;                                                                    \
	}
IPC3(quirk_semop, 1)
IPC3(quirk_semget, 2)
IPC4(quirk_semctl, 3)
IPC4(quirk_semtimedop, 4)
IPC4(quirk_msgsnd, 11)
IPC2(quirk_msgget, 13)
IPC3(quirk_msgctl, 14)
IPC3(quirk_shmat, 21)
IPC1(quirk_shmdt, 22)
IPC3(quirk_shmget, 23)
IPC3(quirk_shmctl, 24)

SEC(SEC_KSYSCALL_IPC)
int BPF_KSYSCALL_IPC(quirk_msgrcv, 12, unsigned long a, unsigned long b, unsigned long c,
		     unsigned long d, unsigned long e)
{
	ONLY_TARGET();
	PUT5(a, b, c, d, e);
	return 0;
}
#endif

/* 64-bit arguments; old_: where kernels have had the function under another name. */
#define WIDE(prefix, suffix)                                                                   \
	SEC(SEC_KSYSCALL_PREAD64##suffix)                                                      \
	int BPF_KSYSCALL_PREAD64(prefix##quirk_pread64, int fd, void *buf,                     \
				 unsigned long count, __u64 offset)                            \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, buf, count, offset);                                            \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_PWRITE64##suffix)                                                     \
	int BPF_KSYSCALL_PWRITE64(prefix##quirk_pwrite64, int fd, void *buf,                   \
				  unsigned long count, __u64 offset)                           \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, buf, count, offset);                                            \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_TRUNCATE64##suffix)                                                   \
	int BPF_KSYSCALL_TRUNCATE64(prefix##quirk_truncate64, void *path, __u64 length)        \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT2(path, length);                                                            \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_FTRUNCATE64##suffix)                                                  \
	int BPF_KSYSCALL_FTRUNCATE64(prefix##quirk_ftruncate64, int fd, __u64 length)          \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT2((long)fd, length);                                                        \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_FALLOCATE##suffix)                                                    \
	int BPF_KSYSCALL_FALLOCATE(prefix##quirk_fallocate, int fd, int mode, __u64 offset,    \
				   __u64 length)                                               \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, (long)mode, offset, length);                                    \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_READAHEAD##suffix)                                                    \
	int BPF_KSYSCALL_READAHEAD(prefix##quirk_readahead, int fd, __u64 offset,              \
				   unsigned long count)                                        \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT3((long)fd, offset, count);                                                 \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_FADVISE64##suffix)                                                    \
	int BPF_KSYSCALL_FADVISE64(prefix##quirk_fadvise64, int fd, __u64 offset,              \
				   __u64 length, int advice)                                   \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, offset, length, (long)advice);                                  \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_SYNC_FILE_RANGE##suffix)                                              \
	int BPF_KSYSCALL_SYNC_FILE_RANGE(prefix##quirk_sync_file_range, int fd, __u64 offset,  \
					 __u64 length, int flags)                              \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT4((long)fd, offset, length, (long)flags);                                   \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_PREAD64##suffix) int prefix##arg64_pread64(struct pt_regs *ctx)       \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT(0, PT_REGS_SYSCALL_ARG64(ctx, 4, 0));                                      \
		return 0;                                                                      \
	}                                                                                      \
	SEC(SEC_KSYSCALL_FALLOCATE##suffix) int prefix##arg64_fallocate(struct pt_regs *ctx)   \
	{                                                                                      \
		ONLY_TARGET();                                                                 \
		PUT2(PT_REGS_SYSCALL_ARG64(ctx, 3, 0), PT_REGS_SYSCALL_ARG64(ctx, 4, 1));      \
		return 0;                                                                      \
	}
WIDE(, )
#ifdef SEC_KSYSCALL_PREAD64_OLD
WIDE(old_, _OLD)
#endif

SEC(SEC_KSYSCALL_FANOTIFY_MARK)
int BPF_KSYSCALL_FANOTIFY_MARK(quirk_fanotify_mark, int fd, int flags, __u64 mask, int dfd, void *path)
{
	ONLY_TARGET();
	PUT5((long)fd, (long)flags, mask, (long)dfd, path);
	return 0;
}

/* The section of any syscall, also of one without arguments. */
SEC(SEC_KSYSCALL("getppid")) int BPF_KSYSCALL(section_getppid)
{
	ONLY_TARGET();
	return 0;
}

SEC(SEC_KSYSCALL_OLD("getppid")) int BPF_KSYSCALL(old_section_getppid)
{
	ONLY_TARGET();
	return 0;
}

SEC(SEC_KSYSCALL("dup3"))
int BPF_KSYSCALL(section_dup3, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT3(a, b, c);
	return 0;
}

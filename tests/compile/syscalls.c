// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Syscalls whose functions are not alike everywhere: arch/<name>/syscalls says
 * where each has its arguments (see syscalls.py).
 */
#include "fixture.h"

unsigned long out[16];

#define PUT(n, arg) out[n] = (unsigned long)(arg)

SEC(SEC_KSYSCALL_MMAP)
int BPF_KSYSCALL_MMAP(mmap, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		      unsigned long e, __u64 f)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e), PUT(5, f);
	return 0;
}

#ifdef SEC_KSYSCALL_OLD_MMAP
SEC(SEC_KSYSCALL_OLD_MMAP)
int BPF_KSYSCALL_OLD_MMAP(old_mmap, unsigned long a, unsigned long b, unsigned long c,
			  unsigned long d, unsigned long e, __u64 f)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e), PUT(5, f);
	return 0;
}
#endif

SEC(SEC_KSYSCALL_CLONE)
int BPF_KSYSCALL_CLONE(clone, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		       unsigned long e)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e);
	return 0;
}

#define FOUR(name, macro, section, c_type, d_type)                                       \
	SEC(SEC_KSYSCALL_##section)                                                      \
	int BPF_KSYSCALL_##macro(name, unsigned long a, __u64 b, c_type c, d_type d)     \
	{                                                                                \
		PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d);                              \
		return 0;                                                                \
	}
FOUR(pread64, PREAD64, PREAD64, unsigned long, __u64)
FOUR(pwrite64, PWRITE64, PWRITE64, unsigned long, __u64)
FOUR(fallocate, FALLOCATE, FALLOCATE, __u64, __u64)
FOUR(fadvise64, FADVISE64, FADVISE64, __u64, unsigned long)
FOUR(sync_file_range, SYNC_FILE_RANGE, SYNC_FILE_RANGE, __u64, unsigned long)

#define TWO(name, macro, section)                                           \
	SEC(SEC_KSYSCALL_##section)                                         \
	int BPF_KSYSCALL_##macro(name, unsigned long a, __u64 b)            \
	{                                                                   \
		PUT(0, a), PUT(1, b);                                       \
		return 0;                                                   \
	}
TWO(truncate64, TRUNCATE64, TRUNCATE64)
TWO(ftruncate64, FTRUNCATE64, FTRUNCATE64)

SEC(SEC_KSYSCALL_READAHEAD)
int BPF_KSYSCALL_READAHEAD(readahead, unsigned long a, __u64 b, unsigned long c)
{
	PUT(0, a), PUT(1, b), PUT(2, c);
	return 0;
}

SEC(SEC_KSYSCALL_FANOTIFY_MARK)
int BPF_KSYSCALL_FANOTIFY_MARK(fanotify_mark, unsigned long a, unsigned long b, __u64 c,
			       unsigned long d, unsigned long e)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e);
	return 0;
}

/* Where they have had another name. */
#ifdef SEC_KSYSCALL_PREAD64_OLD
FOUR(pread64_old, PREAD64, PREAD64_OLD, unsigned long, __u64)
FOUR(pwrite64_old, PWRITE64, PWRITE64_OLD, unsigned long, __u64)
FOUR(fallocate_old, FALLOCATE, FALLOCATE_OLD, __u64, __u64)
FOUR(fadvise64_old, FADVISE64, FADVISE64_OLD, __u64, unsigned long)
FOUR(sync_file_range_old, SYNC_FILE_RANGE, SYNC_FILE_RANGE_OLD, __u64, unsigned long)
TWO(truncate64_old, TRUNCATE64, TRUNCATE64_OLD)
TWO(ftruncate64_old, FTRUNCATE64, FTRUNCATE64_OLD)

SEC(SEC_KSYSCALL_READAHEAD_OLD)
int BPF_KSYSCALL_READAHEAD(readahead_old, unsigned long a, __u64 b, unsigned long c)
{
	PUT(0, a), PUT(1, b), PUT(2, c);
	return 0;
}
#endif

SEC(SEC_KSYSCALL_OLD("x")) int BPF_KSYSCALL(old)
{
	return 0;
}

/* Behind a multiplexer: connect, semctl, semtimedop, msgrcv. */
#ifdef SEC_KSYSCALL_SOCKETCALL
SEC(SEC_KSYSCALL_SOCKETCALL)
int BPF_KSYSCALL_SOCKETCALL(socketcall, 3, unsigned long a, unsigned long b, unsigned long c)
{
	PUT(0, a), PUT(1, b), PUT(2, c);
	return 0;
}
#endif

#ifdef SEC_KSYSCALL_IPC
#define IPC4(name, call)                                                                  \
	SEC(SEC_KSYSCALL_IPC)                                                             \
	int BPF_KSYSCALL_IPC(name, call, unsigned long a, unsigned long b, unsigned long c, \
			     unsigned long d)                                             \
	{                                                                                 \
		PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d);                               \
		return 0;                                                                 \
	}
IPC4(ipc_semctl, 3)
IPC4(ipc_semtimedop, 4)

SEC(SEC_KSYSCALL_IPC)
int BPF_KSYSCALL_IPC(ipc_msgrcv, 12, unsigned long a, unsigned long b, unsigned long c,
		     unsigned long d, unsigned long e)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e);
	return 0;
}
#endif

/* Of 32-bit tasks. */
#ifdef SEC_KSYSCALL_COMPAT
SEC(SEC_KSYSCALL_COMPAT("x"))
int BPF_KSYSCALL_COMPAT(compat, unsigned long a, long b, void *c, unsigned int d, unsigned long e,
			unsigned long f)
{
	PUT(0, a), PUT(1, b), PUT(2, c), PUT(3, d), PUT(4, e), PUT(5, f);
	return 0;
}

SEC(SEC_KSYSCALL_COMPAT_NATIVE("x"))
int BPF_KSYSCALL_COMPAT(compat_native, unsigned long a)
{
	PUT(0, a);
	return 0;
}

SEC(SEC_KSYSCALL_COMPAT_OLD("x")) int BPF_KSYSCALL_COMPAT(compat_old)
{
	return 0;
}

SEC(SEC_KSYSCALL_COMPAT_NATIVE_OLD("x")) int BPF_KSYSCALL_COMPAT(compat_native_old)
{
	return 0;
}

SEC("kprobe") int in_compat(struct pt_regs *ctx)
{
	(void)ctx;
	return bpf_in_compat_syscall();
}
#endif

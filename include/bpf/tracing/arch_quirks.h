/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what an architecture's header says of syscalls that are not alike
 * everywhere (quirks.h) and of 32-bit tasks (compat.h), as functions. Included
 * by arch.h.
 */

/* A syscall's first count arguments in words of the kernel, 7 at most. */
static __always_inline void
___bpf_own(syscall_words)(unsigned long *values, const void *ctx, const int count)
{
	___bpf_own(syscall_get)(values, ctx, count < 6 ? count : 6);
	/* Only kernels without the wrapper have functions with more (mips32). */
	if (count > 6)
		values[6] = ___bpf_syscall_parm(7);
}

#ifndef ___BPF_MMAP_SHIFT
#define ___BPF_MMAP_SHIFT 0
#endif
#ifndef ___BPF_MMAP_STRUCT
#define ___BPF_MMAP_STRUCT 0
#endif
#ifndef ___BPF_OLD_MMAP_STRUCT
#define ___BPF_OLD_MMAP_STRUCT 0
#endif

/* Words in user memory, count of them at most 6; 0 where the read fails. */
static __always_inline void
___bpf_own(user_words)(unsigned long *args, unsigned long from, const int count)
{
	___BPF_WORD word[6] = { 0 };

	bpf_probe_read_user(word, (__u32)count * sizeof(*word), (const void *)from);
	args[0] = word[0];
	args[1] = word[1];
	args[2] = word[2];
	args[3] = word[3];
	args[4] = word[4];
	args[5] = word[5];
}

/* Six arguments of mmap, or of the older syscall; the offset in bytes. */
static __always_inline unsigned long
___bpf_own(mmap_get)(unsigned long *values, const void *ctx, const int count, const int old)
{
	if (old ? ___BPF_OLD_MMAP_STRUCT : ___BPF_MMAP_STRUCT) {
		___bpf_own(syscall_get)(values, ctx, 1);
		___bpf_own(user_words)(values, values[0], 6);
	} else {
		___bpf_own(syscall_get)(values, ctx, count);
		if (count >= 6 && !old)
			values[5] <<= ___BPF_MMAP_SHIFT;
	}
	return 1;
}

#ifndef ___BPF_CLONE_BACKWARDS
#define ___BPF_CLONE_BACKWARDS 0
#endif
#ifndef ___BPF_CLONE_TAKES_REGS
#define ___BPF_CLONE_TAKES_REGS 0
#endif

/*
 * The kernel's orders by Kconfig's names (kernel/fork.c):
 *	default			flags stack parent_tid child_tid tls
 *	CLONE_BACKWARDS		flags stack parent_tid tls child_tid
 *	CLONE_BACKWARDS2	stack flags parent_tid child_tid tls
 * CLONE_BACKWARDS3 is microblaze's, which has no kprobes.
 */
static __always_inline unsigned long ___bpf_own(clone_get)(unsigned long *args, const void *ctx)
{
	const int swap = ___BPF_CLONE_BACKWARDS == 2 ? 0 : 3;
	unsigned long first;

	if (___BPF_CLONE_TAKES_REGS)
		___bpf_own(syscall_wrapped)(
			args, (const void *)___bpf_load(ctx, __PT_PARM1_REG), 5);
	else
		___bpf_own(syscall_get)(args, ctx, 5);
	if (___BPF_CLONE_BACKWARDS) {
		first = args[swap];
		args[swap] = args[swap + 1];
		args[swap + 1] = first;
	}
	return 1;
}

/* socketcall's arguments if it is that call. */
static __always_inline unsigned long
___bpf_own(socketcall_get)(unsigned long *args, const void *ctx, const int call,
		      const int count)
{
	___bpf_own(syscall_get)(args, ctx, 2);
	if ((int)args[0] != call)
		return 0;
	___bpf_distinct();
	___bpf_own(user_words)(args, args[1], count);
	return 1;
}

#ifndef ___BPF_IPC_FIFTH
#define ___BPF_IPC_FIFTH 6
#endif
#ifndef ___BPF_IPC_NO_VERSIONS
#define ___BPF_IPC_NO_VERSIONS 0
#endif

/* From ipc's call, first, second, third, ptr, fifth to what the call itself takes. */
static __always_inline unsigned long
___bpf_own(ipc_get)(unsigned long *args, const void *ctx, const int call)
{
	enum { ___BPF_SEMOP = 1, ___BPF_SEMCTL = 3, ___BPF_SEMTIMEDOP, ___BPF_MSGSND = 11, ___BPF_MSGRCV, ___BPF_MSGCTL = 14, ___BPF_SHMAT = 21,
	       ___BPF_SHMDT, ___BPF_SHMCTL = 24 };
	unsigned long ipc[12], words[12];
	unsigned long second, third, ptr, fifth;
	int version;

	___bpf_own(syscall_get)(ipc, ctx, ___BPF_IPC_FIFTH == 6 ? 6 : 5);
	if (((int)ipc[0] & 0xffff) != call)
		return 0;
	version = ___BPF_IPC_NO_VERSIONS || (__u32)ipc[0] >> 16;
	second = ipc[2];
	third = ipc[3];
	ptr = ipc[4];
	fifth = ipc[___BPF_IPC_FIFTH - 1];

	args[0] = call == ___BPF_SHMDT ? ptr : ipc[1];
	args[1] = second;
	args[2] = third;
	switch (call) {
	case ___BPF_SEMOP:
	case ___BPF_SEMTIMEDOP:
		args[1] = ptr;
		args[2] = second;
		args[3] = fifth;
		break;
	case ___BPF_SEMCTL:
		args[3] = ptr;
		if (!___BPF_IPC_NO_VERSIONS) {
			___bpf_own(user_words)(words, ptr, 1);
			args[3] = words[0];
		}
		break;
	case ___BPF_MSGSND:
	case ___BPF_SHMAT:
		args[1] = ptr;
		args[2] = second;
		args[3] = third;
		break;
	case ___BPF_MSGRCV:
		/* Version 0 has msgp and msgtyp in user memory. */
		if (!version) {
			___bpf_own(user_words)(words, ptr, 2);
			ptr = words[0];
			fifth = words[1];
		}
		args[1] = ptr;
		args[2] = second;
		args[3] = fifth;
		args[4] = third;
		break;
	case ___BPF_MSGCTL:
	case ___BPF_SHMCTL:
		args[2] = ptr;
		break;
	}
	return 1;
}

#ifndef ___BPF_PAIRS
#define ___BPF_PAIRS ___BPF_EVEN_STACK
#endif
/* As a function's are: what takes two registers begins in an even one. */
#define ___BPF_PAIRS_ALIGNED (___BPF_PAIRS == ___BPF_EVEN_REG)
#ifndef ___BPF_FADVISE64_ADVICE_SECOND
#define ___BPF_FADVISE64_ADVICE_SECOND 0
#endif
#ifndef ___BPF_SYNC_FILE_RANGE2
#define ___BPF_SYNC_FILE_RANGE2 0
#endif

/* The word that argument n, from 0, begins in; bit i of wide: i is 64 bits wide. */
static __always_inline int ___bpf_own(wide_place)(const int n, const int wide)
{
	int i, place = 0;

	if (___BPF_REG_BITS == 64)
		return n;
	for (i = 0; i < n; i++)
		place = wide >> i & 1 ? place + (___BPF_PAIRS_ALIGNED & place) + 2 : place + 1;
	return place + (wide >> n & ___BPF_PAIRS_ALIGNED & place);
}

static __always_inline unsigned long
___bpf_own(wide_arg)(const unsigned long *words, const int n, const int wide)
{
	const int place = ___bpf_own(wide_place)(n, wide);
	unsigned long first = words[place];

	if (___BPF_REG_BITS == 64 || !(wide >> n & 1))
		return first;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return first | words[place + 1] << 32;
#else
	return first << 32 | words[place + 1];
#endif
}

static __always_inline unsigned long
___bpf_own(wide_get)(unsigned long *args, const void *ctx, const int count,
		const int wide)
{
	unsigned long words[12];

	___bpf_own(syscall_words)(words, ctx, ___bpf_own(wide_place)(count, wide));
	args[0] = ___bpf_own(wide_arg)(words, 0, wide);
	args[1] = ___bpf_own(wide_arg)(words, 1, wide);
	if (count > 2)
		args[2] = ___bpf_own(wide_arg)(words, 2, wide);
	if (count > 3)
		args[3] = ___bpf_own(wide_arg)(words, 3, wide);
	if (count > 4)
		args[4] = ___bpf_own(wide_arg)(words, 4, wide);
	return 1;
}

#ifndef ___BPF_PREAD64_PADDED
#define ___BPF_PREAD64_PADDED 0
#endif
/* fd, buf, count, offset, on sh with a word of padding that its ABI does not ask for. */
static __always_inline int ___bpf_own(pread_get)(unsigned long *args, const void *ctx)
{
	if (!___BPF_PREAD64_PADDED)
		return (int)___bpf_own(wide_get)(args, ctx, 4, 0x8);
	___bpf_own(wide_get)(args, ctx, 5, 0x10);
	args[3] = args[4];
	return 1;
}

/* fd, offset, length, flag, where the flag comes second or last. */
static __always_inline unsigned long
___bpf_own(range_get)(unsigned long *args, const void *ctx, const int fadvise)
{
	const int flag_second = fadvise ? ___BPF_FADVISE64_ADVICE_SECOND : ___BPF_SYNC_FILE_RANGE2;
	unsigned long flag;

	___bpf_own(wide_get)(args, ctx, 4, flag_second ? 0xc : 0x6);
	if (flag_second) {
		flag = args[1];
		args[1] = args[2];
		args[2] = args[3];
		args[3] = flag;
	}
	return 1;
}

/* Argument n, from 0, of 64 bits, where before of those before it are so wide. */
static __always_inline unsigned long
___bpf_own(syscall_arg64)(const void *ctx, const int n, const int before)
{
	/* Those before it are taken to be the ones just before. */
	const int wide = ((2 << before) - 1) << (n - before);
	unsigned long words[12];

	___bpf_own(syscall_words)(words, ctx, ___bpf_own(wide_place)(n + 1, wide));
	___bpf_distinct();
	return ___bpf_own(wide_arg)(words, n, wide);
}

/* compat.h */

#ifdef ___BPF_COMPAT_SECTION
#ifndef ___BPF_COMPAT_POINTER_BITS
#define ___BPF_COMPAT_POINTER_BITS 32
#endif

/* A pointer of a 32-bit task, from its register. */
static __always_inline unsigned long ___bpf_own(compat_pointer)(unsigned long value)
{
	return value & ((1ULL << ___BPF_COMPAT_POINTER_BITS) - 1);
}

static __always_inline unsigned long ___bpf_own(compat_mode)(const void *regs)
{
	__typeof__(((struct ___BPF_REGS *)0)->___BPF_COMPAT_MODE_REG) mode = 0;

	bpf_probe_read_kernel(&mode, sizeof(mode), &___bpf_slot(regs, ___BPF_COMPAT_MODE_REG));
	return !!___bpf_compat_mode(mode);
}

#if defined(___BPF_COMPAT_STATUS) && __has_attribute(preserve_access_index)
struct thread_info___bpf_compat {
	__u32 status;
} __attribute__((__preserve_access_index__));
struct task_struct___bpf_compat {
	struct thread_info___bpf_compat thread_info;
} __attribute__((__preserve_access_index__));
static __always_inline unsigned long ___bpf_own(compat_status)(const void *task)
{
	const struct task_struct___bpf_compat *of = task;
	__u32 status = 0;

	bpf_probe_read_kernel(&status, sizeof(status), &of->thread_info.status);
	return !!(status & ___BPF_COMPAT_STATUS);
}
#else
static __always_inline unsigned long ___bpf_own(compat_status)(const void *task)
{
	(void)task;
	return 0;
}
#endif

static __always_inline unsigned long ___bpf_own(in_compat)(void)
{
	void *task = ___bpf_current_task();

	if (!___bpf_own(compat_status)(task) &&
	    !___bpf_own(compat_mode)(___bpf_task_regs(task)))
		return 0;
	___bpf_distinct();
	return 1;
}

/* Arguments of a 32-bit task; 0 where another runs into a shared function. */
static __always_inline unsigned long
___bpf_own(compat_get)(unsigned long *args, const void *ctx, const int count)
{
	int i;

#ifdef ___BPF_COMPAT_PARM1_REG
	const void *regs = (const void *)___bpf_load(ctx, __PT_PARM1_REG);

	args[0] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM1_REG));
	if (count >= 2)
		args[1] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM2_REG));
	if (count >= 3)
		args[2] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM3_REG));
	if (count >= 4)
		args[3] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM4_REG));
	if (count >= 5)
		args[4] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM5_REG));
	if (count >= 6)
		args[5] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM6_REG));
#else
#if defined(___BPF_COMPAT_REGS_ABOVE_SP)
	unsigned long sp = ___bpf_load(ctx, __PT_SP_REG);

	if (!___bpf_own(compat_mode)((const void *)(sp + ___BPF_COMPAT_REGS_ABOVE_SP)))
		return 0;
#elif defined(___BPF_COMPAT_UNWRAPPED)
	if (!___bpf_own(in_compat)())
		return 0;
#elif defined(___BPF_COMPAT_SHARED)
	unsigned long first = ___bpf_load(ctx, __PT_PARM1_REG);

	if (___bpf_syscall_wrapper(ctx, first) && !___bpf_own(compat_mode)((const void *)first))
		return 0;
#endif
	___bpf_own(syscall_get)(args, ctx, count);
#endif
	for (i = 0; i < count; i++)
		args[i] = (__u32)args[i];
	return 1;
}
#elif defined(___BPF_TARGET_ANY)
/* No 32-bit tasks beside 64-bit ones. */
static __always_inline unsigned long ___bpf_own(compat_pointer)(unsigned long value)
{
	return value;
}

static __always_inline unsigned long ___bpf_own(in_compat)(void)
{
	return 0;
}

static __always_inline unsigned long
___bpf_own(compat_get)(unsigned long *args, const void *ctx, const int count)
{
	(void)args;
	(void)ctx;
	(void)count;
	return 0;
}
#endif

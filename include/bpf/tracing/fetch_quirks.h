/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what quirks.h asks of an architecture, as functions: syscalls that are
 * not alike everywhere. Included by fetch.h.
 */

/* A syscall's first count arguments in words of the kernel, 7 at most. */
static __always_inline void
___bpf_own(syscall_words)(unsigned long *args, const void *ctx, const int count, const int from)
{
	___bpf_own(fetch_syscall)(args, ctx, count < 6 ? count : 6, from);
	/* Only kernels without the wrapper have functions with more (mips32). */
	if (count > 6)
		args[6] = from ? ___bpf_read(___bpf_slot(ctx, __PT_PARM7_SYSCALL_REG)) :
				 ___bpf_syscall_parm(7);
}

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
static __always_inline int
___bpf_own(fetch_mmap)(unsigned long *args, const void *ctx, const int count, const int more)
{
	const int old = more & 0xff, from = more >> 8;

	if (old ? ___bpf_fact(old_mmap_struct) : ___bpf_fact(mmap_struct)) {
		___bpf_own(fetch_syscall)(args, ctx, 1, from);
		___bpf_own(user_words)(args, args[0], 6);
	} else {
		___bpf_own(fetch_syscall)(args, ctx, count, from);
		if (count >= 6 && !old)
			args[5] <<= ___bpf_fact(mmap_shift);
	}
	return 1;
}

/*
 * The kernel's orders by Kconfig's names (kernel/fork.c):
 *	default			flags stack parent_tid child_tid tls
 *	CLONE_BACKWARDS		flags stack parent_tid tls child_tid
 *	CLONE_BACKWARDS2	stack flags parent_tid child_tid tls
 * CLONE_BACKWARDS3 is microblaze's, which has no kprobes.
 */
static __always_inline int
___bpf_own(fetch_clone)(unsigned long *args, const void *ctx, const int count, const int more)
{
	const int swap = ___bpf_fact(clone_backwards) == 2 ? 0 : 3;
	unsigned long first;

	(void)count;
	if (___bpf_fact(clone_takes_regs) && !(more >> 8))
		___bpf_own(syscall_wrapped)(
			args, (const void *)___bpf_load(ctx, __PT_PARM1_REG), 5, 0);
	else
		___bpf_own(fetch_syscall)(args, ctx, 5, more >> 8);
	if (___bpf_fact(clone_backwards)) {
		first = args[swap];
		args[swap] = args[swap + 1];
		args[swap + 1] = first;
	}
	return 1;
}

/* socketcall's arguments if it is that call. */
static __always_inline int
___bpf_own(fetch_socketcall)(unsigned long *args, const void *ctx, const int count, const int call)
{
	___bpf_own(fetch_syscall)(args, ctx, 2, 0);
	if ((int)args[0] != call)
		return 0;
	___bpf_distinct();
	___bpf_own(user_words)(args, args[1], count);
	return 1;
}

/* From ipc's call, first, second, third, ptr, fifth to what the call itself takes. */
static __always_inline int
___bpf_own(fetch_ipc)(unsigned long *args, const void *ctx, const int count, const int call)
{
	enum { ___BPF_SEMOP = 1, ___BPF_SEMCTL = 3, ___BPF_SEMTIMEDOP, ___BPF_MSGSND = 11,
	       ___BPF_MSGRCV, ___BPF_MSGCTL = 14, ___BPF_SHMAT = 21, ___BPF_SHMDT,
	       ___BPF_SHMCTL = 24 };
	unsigned long ipc[12], words[12];
	unsigned long second, third, ptr, fifth;
	int version;

	___bpf_own(fetch_syscall)(ipc, ctx, ___bpf_fact(ipc_of_five) ? 5 : 6, 0);
	if (((int)ipc[0] & 0xffff) != call)
		return 0;
	version = ___bpf_fact(ipc_no_versions) || (__u32)ipc[0] >> 16;
	second = ipc[2];
	third = ipc[3];
	ptr = ipc[4];
	fifth = ___bpf_fact(ipc_of_five) ? third : ipc[5];

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
		if (!___bpf_fact(ipc_no_versions)) {
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
	___bpf_own(whole)(args, count);
	return 1;
}

/* The word that argument n, from 0, begins in; bit i of wide: i is 64 bits wide. */
static __always_inline int ___bpf_own(wide_place)(const int n, const int wide)
{
	/* As a function's are: what takes two registers begins in an even one. */
	const int even = ___BPF_PAIRS == ___BPF_EVEN_REG;
	int i, place = 0;

	if (___BPF_REG_BITS == 64)
		return n;
	for (i = 0; i < n; i++)
		place = wide >> i & 1 ? place + (even & place) + 2 : place + 1;
	return place + (wide >> n & even & place);
}

static __always_inline unsigned long
___bpf_own(wide_arg)(const unsigned long *words, const int n, const int wide)
{
	const int place = ___bpf_own(wide_place)(n, wide);
	unsigned long first = words[place];

	if (___BPF_REG_BITS == 64 || !(wide >> n & 1))
		return first;
	return ___bpf_joined(first, words[place + 1]);
}

/* The arguments of a syscall, at most five; bit i of wide: i, from 0, is 64 bits wide. */
static __always_inline int
___bpf_own(fetch_wide)(unsigned long *args, const void *ctx, const int count, const int more)
{
	const int wide = more & 0xff;
	unsigned long words[12];

	___bpf_own(syscall_words)(words, ctx, ___bpf_own(wide_place)(count, wide), more >> 8);
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

/* fd, buf, count, offset, on sh with a word of padding that its ABI does not ask for. */
static __always_inline int
___bpf_own(fetch_pread)(unsigned long *args, const void *ctx, const int count, const int more)
{
	(void)count;
	if (!___bpf_fact(pread64_padded))
		return ___bpf_own(fetch_wide)(args, ctx, 4, more | 0x8);
	___bpf_own(fetch_wide)(args, ctx, 5, more | 0x10);
	args[3] = args[4];
	return 1;
}

/* fd, offset, length, flag, where the flag comes second or last. */
static __always_inline int
___bpf_own(fetch_range)(unsigned long *args, const void *ctx, const int count, const int more)
{
	const int flag_second = more & 1 ? ___bpf_fact(fadvise64_advice_second) :
					  ___bpf_fact(sync_file_range_flags_second);
	unsigned long flag;

	(void)count;
	___bpf_own(fetch_wide)(args, ctx, 4, ___bpf_from(more >> 8, flag_second ? 0xc : 0x6));
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
___bpf_own(syscall_arg64)(const void *ctx, const int n, const int before, const int from)
{
	/* Those before it are taken to be the ones just before. */
	const int wide = ((2 << before) - 1) << (n - before);
	unsigned long words[12];

	___bpf_own(syscall_words)(words, ctx, ___bpf_own(wide_place)(n + 1, wide), from);
	___bpf_distinct();
	return ___bpf_own(wide_arg)(words, n, wide);
}

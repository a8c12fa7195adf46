/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Syscalls whose arguments or function differ between architectures, as the
 * same program everywhere. Each macro has a section string beside it, that
 * names the function on the target:
 *
 *	SEC(SEC_KSYSCALL_MMAP)
 *	int BPF_KSYSCALL_MMAP(on_mmap, void *addr, unsigned long len, int prot,
 *			      int flags, int fd, __u64 offset)
 *
 * Arguments are declared as for BPF_KSYSCALL, and trailing ones may be left
 * out. Values have the kernel's width: an address of a 32-bit kernel is below
 * 4 GiB, and 64-bit arguments are whole on 32-bit kernels.
 *
 * Where the target has no such syscall the section string is not defined and
 * the macro is an error that says so: use #ifdef SEC_KSYSCALL_... . Symbols of
 * syscalls that a kernel lacks can exist (COND_SYSCALL in kernel/sys_ni.c);
 * a probe on one attaches and never fires.
 */

/*
 * SEC_KSYSCALL("openat"): the section of a program on any other syscall.
 * Kernels that never had the wrapper under a name of its own have the function
 * as sys_<name>; there libbpf's "ksyscall/" misses syscalls without arguments,
 * and on powerpc all of them.
 */
#define SEC_KSYSCALL(name) ___BPF_SYSCALL_SECTION name

#define ___bpf_wrong(condition, message) _Static_assert(!(condition), message)

/* A syscall's arguments in words of the kernel, from the first. */
#define ___BPF_SYSCALL_WORDS 7
struct ___bpf_syscall_words {
	unsigned long word[___BPF_SYSCALL_WORDS];
};

static __always_inline void
___bpf_syscall_words(struct ___bpf_syscall_words *words, const void *ctx, const int count)
{
	struct ___bpf_syscall_values args;

	___bpf_syscall_get(&args, ctx, count < 6 ? count : 6);
	__builtin_memcpy(words->word, args.arg, sizeof(args.arg));
	/* Only kernels without the wrapper have functions with more (mips32). */
	if (count > 6)
		words->word[6] = ___bpf_syscall_parm(ctx, 7);
}

/* mmap */

#ifndef ___BPF_MMAP_SYSCALL
#define ___BPF_MMAP_SYSCALL "mmap"
#endif
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
___bpf_user_words(struct ___bpf_syscall_values *args, unsigned long from, const int count)
{
	___BPF_WORD word[6] = {};

	bpf_probe_read_user(word, count * sizeof(*word), (const void *)from);
	args->arg[0] = word[0];
	args->arg[1] = word[1];
	args->arg[2] = word[2];
	args->arg[3] = word[3];
	args->arg[4] = word[4];
	args->arg[5] = word[5];
}

static __always_inline void
___bpf_mmap_get(struct ___bpf_syscall_values *args, const void *ctx, const int count,
		const int in_struct, const int shift)
{
	if (in_struct) {
		___bpf_syscall_get(args, ctx, 1);
		___bpf_user_words(args, args->arg[0], 6);
	} else {
		___bpf_syscall_get(args, ctx, count);
		if (count >= 6)
			args->arg[5] <<= shift;
	}
}

/*
 * BPF_KSYSCALL_MMAP(name, addr, len, prot, flags, fd, offset): program on the
 * syscall behind mmap(). The offset is in bytes, a __u64, also where the kernel
 * takes pages (mmap2); s390 takes a pointer to all six, which are read from
 * user memory (0 where that fails).
 * BPF_KSYSCALL_OLD_MMAP, SEC_KSYSCALL_OLD_MMAP: the same for the older syscall
 * that i386, powerpc32 and mips32 also have, 90.
 * (mm/mmap.c, arch/<arch>/kernel/syscall*.tbl)
 */
#define SEC_KSYSCALL_MMAP SEC_KSYSCALL(___BPF_MMAP_SYSCALL)
#define BPF_KSYSCALL_MMAP(name, args...)                                               \
	___bpf_syscall_program(name,                                                   \
		___bpf_filled(___bpf_mmap_get(&___args, ctx, ___bpf_count(args),        \
			___BPF_MMAP_STRUCT, ___BPF_MMAP_SHIFT)),                       \
		___bpf_syscall_arg, ___bpf_upto6(args),                                \
		"BPF_KSYSCALL_MMAP takes at most 6 arguments: addr, len, prot, flags, " \
		"fd, offset", ##args)

#ifdef ___BPF_OLD_MMAP_SYSCALL
#define SEC_KSYSCALL_OLD_MMAP SEC_KSYSCALL(___BPF_OLD_MMAP_SYSCALL)
#define ___bpf_no_old_mmap() ___bpf_wrong(0, "")
#else
#define ___bpf_no_old_mmap()                                                          \
	___bpf_wrong(1, "BPF_KSYSCALL_OLD_MMAP: " ___BPF_ARCH " has one mmap syscall; " \
			"#ifdef SEC_KSYSCALL_OLD_MMAP tells")
#endif
#define BPF_KSYSCALL_OLD_MMAP(name, args...)                                           \
	___bpf_syscall_program(name,                                                   \
		({                                                                     \
			___bpf_no_old_mmap();                                          \
			___bpf_filled(___bpf_mmap_get(&___args, ctx,                   \
				___bpf_count(args), ___BPF_OLD_MMAP_STRUCT, 0));        \
		}),                                                                    \
		___bpf_syscall_arg, ___bpf_upto6(args),                                \
		"BPF_KSYSCALL_OLD_MMAP takes at most 6 arguments: addr, len, prot, "   \
		"flags, fd, offset", ##args)

/* clone */

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
static __always_inline void
___bpf_clone_get(struct ___bpf_syscall_values *args, const void *ctx, const int backwards)
{
	const int swap = backwards == 2 ? 0 : 3;
	unsigned long first;

	if (___BPF_CLONE_TAKES_REGS)
		___bpf_syscall_wrapped(args, (const void *)PT_REGS_PARM1(ctx), 5);
	else
		___bpf_syscall_get(args, ctx, 5);
	if (backwards) {
		first = args->arg[swap];
		args->arg[swap] = args->arg[swap + 1];
		args->arg[swap + 1] = first;
	}
}

/*
 * BPF_KSYSCALL_CLONE(name, flags, stack, parent_tid, child_tid, tls): program
 * on clone(2), in this order everywhere. (clone3(2) is the same everywhere.)
 */
#ifdef ___BPF_CLONE_SECTION
#define SEC_KSYSCALL_CLONE ___BPF_CLONE_SECTION
#else
#define SEC_KSYSCALL_CLONE SEC_KSYSCALL("clone")
#endif
#define BPF_KSYSCALL_CLONE(name, args...)                                               \
	___bpf_syscall_program(name,                                                    \
		({                                                                      \
			___bpf_wrong(___bpf_count(args) > 5, "BPF_KSYSCALL_CLONE takes " \
				     "at most 5 arguments: flags, stack, parent_tid, "  \
				     "child_tid, tls");                                 \
			___bpf_filled(___bpf_clone_get(&___args, ctx,                   \
						       ___BPF_CLONE_BACKWARDS));        \
		}),                                                                     \
		___bpf_syscall_arg, ___bpf_upto6(args),                                 \
		"BPF_KSYSCALL_CLONE takes at most 5 arguments", ##args)

/* socketcall and ipc: arguments behind a multiplexer */

/* Digit n of an octal number: how many arguments call n has, 0 if there is none. */
#define ___bpf_octal(number, n) ((int)((number) >> 3 * (n) & 7))
/* SYS_SOCKET, 1, to SYS_SENDMMSG, 20 (net/socket.c) */
#define ___bpf_socketcall_count(call) \
	((call) < 0 || (call) > 20 ? 0 : ___bpf_octal(0454335526644433323330ULL, call))
/* SEMOP, 1, to MSGCTL, 14; SHMAT, 21, to SHMCTL, 24 (ipc/syscall.c) */
#define ___bpf_ipc_count(call)                                                      \
	((call) < 0 || (call) > 24 ? 0 : (call) < 21 ?                              \
	 ((call) > 14 ? 0 : ___bpf_octal(0325400000044330ULL, call)) :              \
	 ___bpf_octal(03313ULL, (call) - 21))

#define ___bpf_check_call(macro, kind, call, count)                                    \
	___bpf_wrong(!kind(call), macro ": no such call");                             \
	___bpf_wrong(kind(call) && (count) > kind(call),                               \
		     macro ": more arguments than the call has")

#ifdef ___BPF_SOCKETCALL
#define SEC_KSYSCALL_SOCKETCALL SEC_KSYSCALL("socketcall")
#define ___bpf_no_socketcall() ___bpf_wrong(0, "")
#else
#define ___bpf_no_socketcall()                                                            \
	___bpf_wrong(1, "BPF_KSYSCALL_SOCKETCALL: " ___BPF_ARCH " has no socketcall(2) whose " \
			"arguments a kprobe can read; #ifdef SEC_KSYSCALL_SOCKETCALL tells")
#endif

static __always_inline int
___bpf_socketcall_get(struct ___bpf_syscall_values *args, const void *ctx, const int call,
		      const int count)
{
	___bpf_syscall_get(args, ctx, 2);
	if ((int)args->arg[0] != call)
		return 0;
	___bpf_user_words(args, args->arg[1], count);
	return 1;
}

/*
 * BPF_KSYSCALL_SOCKETCALL(name, call, args...): program on socketcall(2) that
 * runs for one call, a constant of <linux/net.h> such as SYS_CONNECT (3), with
 * the arguments that call has, read from user memory (0 where that fails). A
 * kprobe on the syscall of the same name does not see these.
 */
#define BPF_KSYSCALL_SOCKETCALL(name, call, args...)                                     \
	___bpf_syscall_program(name,                                                     \
		({                                                                       \
			___bpf_no_socketcall();                                          \
			___bpf_check_call("BPF_KSYSCALL_SOCKETCALL",                     \
					  ___bpf_socketcall_count, call,                 \
					  ___bpf_count(args));                            \
			___bpf_socketcall_get(&___args, ctx, call, ___bpf_count(args));   \
		}),                                                                      \
		___bpf_syscall_arg, ___bpf_upto6(args),                                  \
		"BPF_KSYSCALL_SOCKETCALL: more arguments than the call has", ##args)

#ifdef ___BPF_IPC_SYSCALL
#define SEC_KSYSCALL_IPC SEC_KSYSCALL(___BPF_IPC_SYSCALL)
#define ___bpf_no_ipc() ___bpf_wrong(0, "")
#else
#define ___bpf_no_ipc()                                                            \
	___bpf_wrong(1, "BPF_KSYSCALL_IPC: " ___BPF_ARCH " has no ipc(2); #ifdef " \
			"SEC_KSYSCALL_IPC tells")
#endif
#ifndef ___BPF_IPC_FIFTH
#define ___BPF_IPC_FIFTH 6
#endif
#ifndef ___BPF_IPC_NO_VERSIONS
#define ___BPF_IPC_NO_VERSIONS 0
#endif

/* From ipc's call, first, second, third, ptr, fifth to what the call itself takes. */
static __always_inline int
___bpf_ipc_get(struct ___bpf_syscall_values *args, const void *ctx, const int call)
{
	enum { SEMOP = 1, SEMCTL = 3, SEMTIMEDOP, MSGSND = 11, MSGRCV, MSGCTL = 14, SHMAT = 21,
	       SHMDT, SHMCTL = 24 };
	struct ___bpf_syscall_values ipc, words;
	unsigned long second, third, ptr, fifth;
	int version;

	___bpf_syscall_get(&ipc, ctx, ___BPF_IPC_FIFTH == 6 ? 6 : 5);
	if (((int)ipc.arg[0] & 0xffff) != call)
		return 0;
	version = ___BPF_IPC_NO_VERSIONS || (__u32)ipc.arg[0] >> 16;
	second = ipc.arg[2];
	third = ipc.arg[3];
	ptr = ipc.arg[4];
	fifth = ipc.arg[___BPF_IPC_FIFTH - 1];

	args->arg[0] = call == SHMDT ? ptr : ipc.arg[1];
	args->arg[1] = second;
	args->arg[2] = third;
	switch (call) {
	case SEMOP:
	case SEMTIMEDOP:
		args->arg[1] = ptr;
		args->arg[2] = second;
		args->arg[3] = fifth;
		break;
	case SEMCTL:
		args->arg[3] = ptr;
		if (!___BPF_IPC_NO_VERSIONS) {
			___bpf_user_words(&words, ptr, 1);
			args->arg[3] = words.arg[0];
		}
		break;
	case MSGSND:
	case SHMAT:
		args->arg[1] = ptr;
		args->arg[2] = second;
		args->arg[3] = third;
		break;
	case MSGRCV:
		/* Version 0 has msgp and msgtyp in user memory. */
		if (!version) {
			___bpf_user_words(&words, ptr, 2);
			ptr = words.arg[0];
			fifth = words.arg[1];
		}
		args->arg[1] = ptr;
		args->arg[2] = second;
		args->arg[3] = fifth;
		args->arg[4] = third;
		break;
	case MSGCTL:
	case SHMCTL:
		args->arg[2] = ptr;
		break;
	}
	return 1;
}

/*
 * BPF_KSYSCALL_IPC(name, call, args...): program on ipc(2) that runs for one
 * call, a constant of <linux/ipc.h> such as SEMTIMEDOP (4), with the arguments
 * of the syscall of that name: semtimedop(semid, sops, nsops, timeout).
 */
#define BPF_KSYSCALL_IPC(name, call, args...)                                             \
	___bpf_syscall_program(name,                                                      \
		({                                                                        \
			___bpf_no_ipc();                                                  \
			___bpf_check_call("BPF_KSYSCALL_IPC", ___bpf_ipc_count, call,     \
					  ___bpf_count(args));                             \
			___bpf_ipc_get(&___args, ctx, call);                              \
		}),                                                                       \
		___bpf_syscall_arg, ___bpf_upto6(args),                                   \
		"BPF_KSYSCALL_IPC: more arguments than the call has", ##args)

/* 64-bit arguments */

#ifndef ___BPF_SYSCALL64_PREFIX
#define ___BPF_SYSCALL64_PREFIX ""
#endif
/* As a function's are: what takes two registers begins in an even one. */
#define ___BPF_PAIRS_ALIGNED (___BPF_PAIRS == ___BPF_EVEN_REG)
#ifndef ___BPF_FADVISE64_SYSCALL
#define ___BPF_FADVISE64_SYSCALL "fadvise64_64"
#endif
#ifndef ___BPF_FADVISE64_ADVICE_SECOND
#define ___BPF_FADVISE64_ADVICE_SECOND 0
#endif
#ifndef ___BPF_SYNC_FILE_RANGE2
#define ___BPF_SYNC_FILE_RANGE2 0
#endif

/* The word that argument n, from 0, begins in; bit i of wide: i is 64 bits wide. */
static __always_inline int ___bpf_wide_place(const int n, const int wide)
{
	int i, place = 0;

	if (___BPF_REG_BITS == 64)
		return n;
	for (i = 0; i < n; i++)
		place = wide >> i & 1 ? place + (___BPF_PAIRS_ALIGNED & place) + 2 : place + 1;
	return place + (wide >> n & ___BPF_PAIRS_ALIGNED & place);
}

static __always_inline unsigned long
___bpf_wide_arg(const struct ___bpf_syscall_words *words, const int n, const int wide)
{
	const int place = ___bpf_wide_place(n, wide);
	unsigned long first = words->word[place];

	if (___BPF_REG_BITS == 64 || !(wide >> n & 1))
		return first;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return first | words->word[place + 1] << 32;
#else
	return first << 32 | words->word[place + 1];
#endif
}

static __always_inline void
___bpf_wide_get(struct ___bpf_syscall_values *args, const void *ctx, const int count,
		const int wide)
{
	struct ___bpf_syscall_words words;

	___bpf_syscall_words(&words, ctx, ___bpf_wide_place(count, wide));
	args->arg[0] = ___bpf_wide_arg(&words, 0, wide);
	args->arg[1] = ___bpf_wide_arg(&words, 1, wide);
	if (count > 2)
		args->arg[2] = ___bpf_wide_arg(&words, 2, wide);
	if (count > 3)
		args->arg[3] = ___bpf_wide_arg(&words, 3, wide);
	if (count > 4)
		args->arg[4] = ___bpf_wide_arg(&words, 4, wide);
}

/* fd, buf, count, offset, on sh with a word of padding that its ABI does not ask for. */
#ifndef ___BPF_PREAD64_PADDED
#define ___BPF_PREAD64_PADDED 0
#endif
static __always_inline void ___bpf_pread_get(struct ___bpf_syscall_values *args, const void *ctx)
{
	if (___BPF_PREAD64_PADDED) {
		___bpf_wide_get(args, ctx, 5, 0x10);
		args->arg[3] = args->arg[4];
	} else {
		___bpf_wide_get(args, ctx, 4, 0x8);
	}
}

/* fd, offset, length, flag, where the flag comes second or last. */
static __always_inline void
___bpf_range_get(struct ___bpf_syscall_values *args, const void *ctx, const int flag_second)
{
	unsigned long flag;

	___bpf_wide_get(args, ctx, 4, flag_second ? 0xc : 0x6);
	if (flag_second) {
		flag = args->arg[1];
		args->arg[1] = args->arg[2];
		args->arg[2] = args->arg[3];
		args->arg[3] = flag;
	}
}

/*
 * PT_REGS_SYSCALL_ARG64(ctx, n, wide): the nth argument of a syscall as a
 * 64-bit value, where wide of those before it are 64-bit too, in a kprobe on
 * the syscall's function: with the padding and order of the architecture on
 * 32-bit kernels, and simply the nth argument on 64-bit ones. The offset of
 * pread64(2) is PT_REGS_SYSCALL_ARG64(ctx, 4, 0), the length of fallocate(2)
 * PT_REGS_SYSCALL_ARG64(ctx, 4, 1).
 */
#define PT_REGS_SYSCALL_ARG64(ctx, n, wide)                                       \
	({                                                                        \
		_Static_assert((n) >= 1 && (n) <= 6 && (wide) >= 0 && (wide) < (n), \
			       "PT_REGS_SYSCALL_ARG64(ctx, n, wide): n is 1 to 6, wide " \
			       "less than n");                                    \
		___bpf_syscall_arg64(ctx, (n) - 1, wide);                         \
	})
static __always_inline __u64 ___bpf_syscall_arg64(const void *ctx, const int n, const int before)
{
	/* Those before it are taken to be the ones just before. */
	const int wide = ((2 << before) - 1) << (n - before);
	struct ___bpf_syscall_words words;

	___bpf_syscall_words(&words, ctx, ___bpf_wide_place(n + 1, wide));
	return ___bpf_wide_arg(&words, n, wide);
}

/*
 * Programs on the syscalls with 64-bit arguments, which are whole and in this
 * order everywhere; the functions' names differ on 32-bit kernels, and arm and
 * powerpc have other orders.
 *
 *	BPF_KSYSCALL_PREAD64(name, fd, buf, count, offset)
 *	BPF_KSYSCALL_PWRITE64(name, fd, buf, count, offset)
 *	BPF_KSYSCALL_TRUNCATE64(name, path, length)	truncate on 64-bit kernels
 *	BPF_KSYSCALL_FTRUNCATE64(name, fd, length)	ftruncate on 64-bit kernels
 *	BPF_KSYSCALL_FALLOCATE(name, fd, mode, offset, length)
 *	BPF_KSYSCALL_READAHEAD(name, fd, offset, count)
 *	BPF_KSYSCALL_FADVISE64(name, fd, offset, length, advice)
 *	BPF_KSYSCALL_SYNC_FILE_RANGE(name, fd, offset, length, flags)
 *	BPF_KSYSCALL_FANOTIFY_MARK(name, fd, flags, mask, dfd, path)
 */
#if ___BPF_REG_BITS == 64
#define ___BPF_TRUNCATE "truncate"
#else
#define ___BPF_TRUNCATE "truncate64"
#endif
#if ___BPF_SYNC_FILE_RANGE2
#define ___BPF_SYNC_FILE_RANGE "sync_file_range2"
#elif !defined(___BPF_SYNC_FILE_RANGE)
#define ___BPF_SYNC_FILE_RANGE "sync_file_range"
#endif
#ifndef ___BPF_PREAD64
#define ___BPF_PREAD64 ___BPF_SYSCALL64_PREFIX "pread64"
#define ___BPF_PWRITE64 ___BPF_SYSCALL64_PREFIX "pwrite64"
#endif
#define SEC_KSYSCALL_PREAD64 SEC_KSYSCALL(___BPF_PREAD64)
#define SEC_KSYSCALL_PWRITE64 SEC_KSYSCALL(___BPF_PWRITE64)
#define SEC_KSYSCALL_TRUNCATE64 SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX ___BPF_TRUNCATE)
#define SEC_KSYSCALL_FTRUNCATE64 SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX "f" ___BPF_TRUNCATE)
#define SEC_KSYSCALL_FALLOCATE SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX "fallocate")
#define SEC_KSYSCALL_READAHEAD SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX "readahead")
#define SEC_KSYSCALL_FADVISE64 SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX ___BPF_FADVISE64_SYSCALL)
#define SEC_KSYSCALL_SYNC_FILE_RANGE SEC_KSYSCALL(___BPF_SYSCALL64_PREFIX ___BPF_SYNC_FILE_RANGE)
#define SEC_KSYSCALL_FANOTIFY_MARK SEC_KSYSCALL("fanotify_mark")

#define ___bpf_wide_program(name, count, get, message, args...)                     \
	___bpf_syscall_program(name,                                                \
		({                                                                  \
			___bpf_wrong(___bpf_count(args) > (count), message);         \
			___bpf_filled(get);                                         \
		}),                                                                 \
		___bpf_syscall_arg, ___bpf_upto6(args), message, ##args)
#define BPF_KSYSCALL_PREAD64(name, args...)                                         \
	___bpf_wide_program(name, 4, ___bpf_pread_get(&___args, ctx),               \
			    "BPF_KSYSCALL_PREAD64 takes at most 4 arguments: fd, "  \
			    "buf, count, offset", ##args)
#define BPF_KSYSCALL_PWRITE64(name, args...)                                        \
	___bpf_wide_program(name, 4, ___bpf_pread_get(&___args, ctx),               \
			    "BPF_KSYSCALL_PWRITE64 takes at most 4 arguments: fd, " \
			    "buf, count, offset", ##args)
#define BPF_KSYSCALL_TRUNCATE64(name, args...)                                      \
	___bpf_wide_program(name, 2, ___bpf_wide_get(&___args, ctx, 2, 0x2),        \
			    "BPF_KSYSCALL_TRUNCATE64 takes at most 2 arguments: "   \
			    "path, length", ##args)
#define BPF_KSYSCALL_FTRUNCATE64(name, args...)                                     \
	___bpf_wide_program(name, 2, ___bpf_wide_get(&___args, ctx, 2, 0x2),        \
			    "BPF_KSYSCALL_FTRUNCATE64 takes at most 2 arguments: "  \
			    "fd, length", ##args)
#define BPF_KSYSCALL_FALLOCATE(name, args...)                                       \
	___bpf_wide_program(name, 4, ___bpf_wide_get(&___args, ctx, 4, 0xc),        \
			    "BPF_KSYSCALL_FALLOCATE takes at most 4 arguments: fd, " \
			    "mode, offset, length", ##args)
#define BPF_KSYSCALL_READAHEAD(name, args...)                                       \
	___bpf_wide_program(name, 3, ___bpf_wide_get(&___args, ctx, 3, 0x2),        \
			    "BPF_KSYSCALL_READAHEAD takes at most 3 arguments: fd, " \
			    "offset, count", ##args)
#define BPF_KSYSCALL_FADVISE64(name, args...)                                       \
	___bpf_wide_program(name, 4, ___bpf_range_get(&___args, ctx,                \
						      ___BPF_FADVISE64_ADVICE_SECOND), \
			    "BPF_KSYSCALL_FADVISE64 takes at most 4 arguments: fd, " \
			    "offset, length, advice", ##args)
#define BPF_KSYSCALL_SYNC_FILE_RANGE(name, args...)                                 \
	___bpf_wide_program(name, 4, ___bpf_range_get(&___args, ctx,                \
						      ___BPF_SYNC_FILE_RANGE2),     \
			    "BPF_KSYSCALL_SYNC_FILE_RANGE takes at most 4 "         \
			    "arguments: fd, offset, length, flags", ##args)
#define BPF_KSYSCALL_FANOTIFY_MARK(name, args...)                                   \
	___bpf_wide_program(name, 5, ___bpf_wide_get(&___args, ctx, 5, 0x4),        \
			    "BPF_KSYSCALL_FANOTIFY_MARK takes at most 5 arguments: " \
			    "fd, flags, mask, dfd, path", ##args)

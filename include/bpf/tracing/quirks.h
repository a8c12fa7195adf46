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
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

/*
 * SEC_KSYSCALL("openat"): the section of a program on any other syscall.
 * Kernels that never had the wrapper under a name of its own have the function
 * as sys_<name>; there libbpf's "ksyscall/" misses syscalls without arguments,
 * and on powerpc all of them.
 */
#define SEC_KSYSCALL(name) ___BPF_SYSCALL_SECTION name
/*
 * SEC_KSYSCALL_OLD("getppid"): the same on kernels from before the wrapper, for a program
 * that is loaded where the other does not attach: on riscv before Linux 6.6 libbpf's
 * "ksyscall/" misses syscalls without arguments too.
 */
#define SEC_KSYSCALL_OLD(name) "kprobe/sys_" name

/* Where the target any has no one name: a program that the loader attaches by hand. */
#ifdef ___BPF_TARGET_ANY
#define ___bpf_quirk_section(name) "kprobe"
#else
#define ___bpf_quirk_section(name) SEC_KSYSCALL(name)
#endif

#define ___bpf_wrong(condition, message) _Static_assert(!(condition), message)

/* mmap */

/*
 * BPF_KSYSCALL_MMAP(name, addr, len, prot, flags, fd, offset): program on the
 * syscall behind mmap(). The offset is in bytes, a __u64, also where the kernel
 * takes pages (mmap2); s390 takes a pointer to all six, which are read from
 * user memory (0 where that fails).
 * BPF_KSYSCALL_OLD_MMAP, SEC_KSYSCALL_OLD_MMAP: the same for the older syscall
 * that i386, powerpc32 and mips32 also have, 90.
 * (mm/mmap.c, arch/<arch>/kernel/syscall*.tbl)
 */
#define SEC_KSYSCALL_MMAP ___bpf_quirk_section(___BPF_MMAP_SYSCALL)
#define BPF_KSYSCALL_MMAP(name, ...)                                                    \
	___bpf_program(name,                                                            \
		___bpf_own(fetch_mmap)(___args, ctx, ___bpf_count(__VA_ARGS__), 0),     \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                  \
		"BPF_KSYSCALL_MMAP takes at most 6 arguments: addr, len, prot, flags, " \
		"fd, offset" __VA_OPT__(,) __VA_ARGS__)

#ifdef ___BPF_OLD_MMAP_SYSCALL
#define SEC_KSYSCALL_OLD_MMAP ___bpf_quirk_section(___BPF_OLD_MMAP_SYSCALL)
#define ___bpf_no_old_mmap() ___bpf_wrong(0, "")
#else
#define ___bpf_no_old_mmap()                                                            \
	___bpf_wrong(1, "BPF_KSYSCALL_OLD_MMAP: " ___BPF_ARCH " has one mmap syscall; " \
			"#ifdef SEC_KSYSCALL_OLD_MMAP tells")
#endif
#define BPF_KSYSCALL_OLD_MMAP(name, ...)                                                    \
	___bpf_program(name,                                                                \
		({                                                                          \
			___bpf_no_old_mmap();                                               \
			___bpf_own(fetch_mmap)(___args, ctx, ___bpf_count(__VA_ARGS__), 1); \
		}),                                                                         \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                      \
		"BPF_KSYSCALL_OLD_MMAP takes at most 6 arguments: addr, len, prot, "        \
		"flags, fd, offset" __VA_OPT__(,) __VA_ARGS__)

/* clone */

/*
 * BPF_KSYSCALL_CLONE(name, flags, stack, parent_tid, child_tid, tls): program
 * on clone(2), in this order everywhere. (clone3(2) is the same everywhere.)
 */
#ifdef ___BPF_CLONE_SECTION
#define SEC_KSYSCALL_CLONE ___BPF_CLONE_SECTION
#else
#define SEC_KSYSCALL_CLONE ___bpf_quirk_section("clone")
#endif
#define BPF_KSYSCALL_CLONE(name, ...)                                                           \
	___bpf_program(name,                                                                    \
		({                                                                              \
			___bpf_wrong(___bpf_count(__VA_ARGS__) > 5, "BPF_KSYSCALL_CLONE takes " \
				     "at most 5 arguments: flags, stack, parent_tid, "          \
				     "child_tid, tls");                                         \
			___bpf_own(fetch_clone)(___args, ctx, 5, 0);                            \
		}),                                                                             \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                          \
		"BPF_KSYSCALL_CLONE takes at most 5 arguments" __VA_OPT__(,) __VA_ARGS__)

/* socketcall and ipc: arguments behind a multiplexer */

/* Digit n of an octal number: how many arguments call n has, 0 if there is none. */
#define ___bpf_octal(number, n) ((int)((number) >> 3 * (n) & 7))
/* SYS_SOCKET, 1, to SYS_SENDMMSG, 20 (net/socket.c) */
#define ___bpf_socketcall_count(call) \
	((call) < 0 || (call) > 20 ? 0 : ___bpf_octal(0454335526644433323330ULL, call))
/* SEMOP, 1, to MSGCTL, 14; SHMAT, 21, to SHMCTL, 24 (ipc/syscall.c) */
#define ___bpf_ipc_count(call)                                         \
	((call) < 0 || (call) > 24 ? 0 : (call) < 21 ?                 \
	 ((call) > 14 ? 0 : ___bpf_octal(0325400000044330ULL, call)) : \
	 ___bpf_octal(03313ULL, (call) - 21))

#define ___bpf_check_call(macro, kind, call, count)        \
	___bpf_wrong(!kind(call), macro ": no such call"); \
	___bpf_wrong(kind(call) && (count) > kind(call),   \
		     macro ": more arguments than the call has")

#ifdef ___BPF_SOCKETCALL
#define SEC_KSYSCALL_SOCKETCALL ___bpf_quirk_section("socketcall")
#define ___bpf_no_socketcall() ___bpf_wrong(0, "")
#else
#define ___bpf_no_socketcall()                                                                 \
	___bpf_wrong(1, "BPF_KSYSCALL_SOCKETCALL: " ___BPF_ARCH " has no socketcall(2) whose " \
			"arguments a kprobe can read; #ifdef SEC_KSYSCALL_SOCKETCALL tells")
#endif

/*
 * BPF_KSYSCALL_SOCKETCALL(name, call, args...): program on socketcall(2) that
 * runs for one call, a constant of <linux/net.h> such as SYS_CONNECT (3), with
 * the arguments that call has, read from user memory (0 where that fails). A
 * kprobe on the syscall of the same name does not see these.
 */
#define BPF_KSYSCALL_SOCKETCALL(name, call, ...)                                       \
	___bpf_program(name,                                                           \
		({                                                                     \
			___bpf_no_socketcall();                                        \
			___bpf_check_call("BPF_KSYSCALL_SOCKETCALL",                   \
					  ___bpf_socketcall_count, call,               \
					  ___bpf_count(__VA_ARGS__));                  \
			___bpf_own(fetch_socketcall)(___args, ctx,                     \
						     ___bpf_count(__VA_ARGS__), call); \
		}),                                                                    \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                 \
		"BPF_KSYSCALL_SOCKETCALL: more arguments than the call has"            \
		__VA_OPT__(,) __VA_ARGS__)

#ifdef ___BPF_IPC_SYSCALL
#define SEC_KSYSCALL_IPC ___bpf_quirk_section(___BPF_IPC_SYSCALL)
#define ___bpf_no_ipc() ___bpf_wrong(0, "")
#else
#define ___bpf_no_ipc()                                                            \
	___bpf_wrong(1, "BPF_KSYSCALL_IPC: " ___BPF_ARCH " has no ipc(2); #ifdef " \
			"SEC_KSYSCALL_IPC tells")
#endif

/*
 * BPF_KSYSCALL_IPC(name, call, args...): program on ipc(2) that runs for one
 * call, a constant of <linux/ipc.h> such as SEMTIMEDOP (4), with the arguments
 * of the syscall of that name: semtimedop(semid, sops, nsops, timeout).
 */
#define BPF_KSYSCALL_IPC(name, call, ...)                                                     \
	___bpf_program(name,                                                                  \
		({                                                                            \
			___bpf_no_ipc();                                                      \
			___bpf_check_call("BPF_KSYSCALL_IPC", ___bpf_ipc_count, call,         \
					  ___bpf_count(__VA_ARGS__));                         \
			___bpf_own(fetch_ipc)(___args, ctx, ___bpf_count(__VA_ARGS__), call); \
		}),                                                                           \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                        \
		"BPF_KSYSCALL_IPC: more arguments than the call has" __VA_OPT__(,) __VA_ARGS__)

/* 64-bit arguments */

/*
 * PT_REGS_SYSCALL_ARG64(ctx, n, wide): the nth argument of a syscall as a
 * 64-bit value, where wide of those before it are 64-bit too, in a kprobe on
 * the syscall's function: with the padding and order of the architecture on
 * 32-bit kernels, and simply the nth argument on 64-bit ones. The offset of
 * pread64(2) is PT_REGS_SYSCALL_ARG64(ctx, 4, 0), the length of fallocate(2)
 * PT_REGS_SYSCALL_ARG64(ctx, 4, 1).
 * PT_REGS_SYSCALL_ARG64_CORE(regs, n, wide): the same from the user's registers, at a
 * syscall's beginning, as in BPF_SYS_ENTER.
 */
#define PT_REGS_SYSCALL_ARG64(ctx, n, wide) ___bpf_arg64(ctx, n, wide, ___BPF_FROM_KPROBE)
#define PT_REGS_SYSCALL_ARG64_CORE(regs, n, wide) ___bpf_arg64(regs, n, wide, ___BPF_FROM_USER)
#define ___bpf_arg64(ctx, n, wide, from)                                                    \
	({                                                                                  \
		_Static_assert((n) >= 1 && (n) <= 6 && (wide) >= 0 && (wide) < (n),         \
			       "PT_REGS_SYSCALL_ARG64(ctx, n, wide): n is 1 to 6, wide "    \
			       "less than n");                                              \
		(__u64)___bpf_own(syscall_arg64)((const void *)___bpf_target(ctx), (n) - 1, \
						wide, from);                                \
	})

/*
 * PT_REGS_SYSCALL_ARGS(regs, kind, args): at a syscall's beginning, from the user's
 * registers (ctx[0] of BPF_SYS_ENTER, bpf_user_regs()), the arguments of one that is not
 * alike everywhere, in the order and width that the macro BPF_KSYSCALL_<kind> has them,
 * into unsigned long args[6]. kind is one of MMAP, OLD_MMAP, CLONE, PREAD64, PWRITE64,
 * TRUNCATE64, FTRUNCATE64, FALLOCATE, READAHEAD, FADVISE64, SYNC_FILE_RANGE,
 * FANOTIFY_MARK; OLD_MMAP where SEC_KSYSCALL_OLD_MMAP is defined; or PLAIN, all six as
 * they are: in BPF_RAW_SYS_ENTER(name, nr) a program reads them so once it knows that
 * the number is one that it wants. Not of a 32-bit task on a 64-bit kernel.
 */
#define PT_REGS_SYSCALL_ARGS(regs, kind, args) \
	___bpf_args_##kind((const void *)___bpf_target(regs), args)
#define ___bpf_args_of(fetch, regs, args, count, more) \
	((void)fetch(args, regs, count, ___bpf_from(___BPF_FROM_USER, more)))
#define ___bpf_args_PLAIN(regs, args) \
	((void)___bpf_own(fetch_syscall)(args, regs, 6, ___BPF_FROM_USER))
#define ___bpf_args_MMAP(regs, args) ___bpf_args_of(___bpf_own(fetch_mmap), regs, args, 6, 0)
#define ___bpf_args_OLD_MMAP(regs, args)                                  \
	({                                                                \
		___bpf_no_old_mmap();                                     \
		___bpf_args_of(___bpf_own(fetch_mmap), regs, args, 6, 1); \
	})
#define ___bpf_args_CLONE(regs, args) ___bpf_args_of(___bpf_own(fetch_clone), regs, args, 5, 0)
#define ___bpf_args_PREAD64(regs, args) ___bpf_args_of(___bpf_own(fetch_pread), regs, args, 4, 0)
#define ___bpf_args_PWRITE64 ___bpf_args_PREAD64
#define ___bpf_args_TRUNCATE64(regs, args) \
	___bpf_args_of(___bpf_own(fetch_wide), regs, args, 2, 0x2)
#define ___bpf_args_FTRUNCATE64 ___bpf_args_TRUNCATE64
#define ___bpf_args_FALLOCATE(regs, args) \
	___bpf_args_of(___bpf_own(fetch_wide), regs, args, 4, 0xc)
#define ___bpf_args_READAHEAD(regs, args) \
	___bpf_args_of(___bpf_own(fetch_wide), regs, args, 3, 0x2)
#define ___bpf_args_FADVISE64(regs, args) ___bpf_args_of(___bpf_own(fetch_range), regs, args, 4, 1)
#define ___bpf_args_SYNC_FILE_RANGE(regs, args) \
	___bpf_args_of(___bpf_own(fetch_range), regs, args, 4, 0)
#define ___bpf_args_FANOTIFY_MARK(regs, args) \
	___bpf_args_of(___bpf_own(fetch_wide), regs, args, 5, 0x4)

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
 *
 * SEC_KSYSCALL_PREAD64_OLD, SEC_KSYSCALL_PWRITE64_OLD, SEC_KSYSCALL_TRUNCATE64_OLD,
 * SEC_KSYSCALL_FTRUNCATE64_OLD, SEC_KSYSCALL_FALLOCATE_OLD, SEC_KSYSCALL_READAHEAD_OLD,
 * SEC_KSYSCALL_FADVISE64_OLD, SEC_KSYSCALL_SYNC_FILE_RANGE_OLD: the section on kernels
 * that call the function otherwise, where there are such: powerpc32 before Linux 6.1.
 */
#if ___BPF_REG_BITS == 64
#define ___BPF_TRUNCATE "truncate"
#else
#define ___BPF_TRUNCATE "truncate64"
#endif
#define SEC_KSYSCALL_PREAD64 ___bpf_quirk_section(___BPF_PREAD64)
#define SEC_KSYSCALL_PWRITE64 ___bpf_quirk_section(___BPF_PWRITE64)
#define SEC_KSYSCALL_TRUNCATE64 ___bpf_quirk_section(___BPF_SYSCALL64_PREFIX ___BPF_TRUNCATE)
#define SEC_KSYSCALL_FTRUNCATE64 ___bpf_quirk_section(___BPF_SYSCALL64_PREFIX "f" ___BPF_TRUNCATE)
#define SEC_KSYSCALL_FALLOCATE ___bpf_quirk_section(___BPF_SYSCALL64_PREFIX "fallocate")
#define SEC_KSYSCALL_READAHEAD ___bpf_quirk_section(___BPF_SYSCALL64_PREFIX "readahead")
#define SEC_KSYSCALL_FADVISE64 \
	___bpf_quirk_section(___BPF_SYSCALL64_PREFIX ___BPF_FADVISE64_SYSCALL)
#define SEC_KSYSCALL_SYNC_FILE_RANGE \
	___bpf_quirk_section(___BPF_SYSCALL64_PREFIX ___BPF_SYNC_FILE_RANGE)
#define SEC_KSYSCALL_FANOTIFY_MARK SEC_KSYSCALL("fanotify_mark")
#ifdef ___BPF_FADVISE64_OLD_SECTION
#define SEC_KSYSCALL_PREAD64_OLD SEC_KSYSCALL_OLD("pread64")
#define SEC_KSYSCALL_PWRITE64_OLD SEC_KSYSCALL_OLD("pwrite64")
#define SEC_KSYSCALL_TRUNCATE64_OLD SEC_KSYSCALL_OLD(___BPF_TRUNCATE)
#define SEC_KSYSCALL_FTRUNCATE64_OLD SEC_KSYSCALL_OLD("f" ___BPF_TRUNCATE)
#define SEC_KSYSCALL_FALLOCATE_OLD SEC_KSYSCALL_OLD("fallocate")
#define SEC_KSYSCALL_READAHEAD_OLD SEC_KSYSCALL_OLD("readahead")
#define SEC_KSYSCALL_FADVISE64_OLD ___BPF_FADVISE64_OLD_SECTION
#define SEC_KSYSCALL_SYNC_FILE_RANGE_OLD SEC_KSYSCALL_OLD(___BPF_SYNC_FILE_RANGE)
#endif

#define ___bpf_wide_program(name, count, fetch, more, message, args...)      \
	___bpf_program(name,                                                 \
		({                                                           \
			___bpf_wrong(___bpf_count(args) > (count), message); \
			fetch(___args, ctx, count, more);                    \
		}),                                                          \
		___bpf_arg, ___bpf_upto6(args), message, ##args)
#define BPF_KSYSCALL_PREAD64(name, ...)                                            \
	___bpf_wide_program(name, 4, ___bpf_own(fetch_pread), 0,                   \
			    "BPF_KSYSCALL_PREAD64 takes at most 4 arguments: fd, " \
			    "buf, count, offset" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_PWRITE64(name, ...)                                            \
	___bpf_wide_program(name, 4, ___bpf_own(fetch_pread), 0,                    \
			    "BPF_KSYSCALL_PWRITE64 takes at most 4 arguments: fd, " \
			    "buf, count, offset" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_TRUNCATE64(name, ...)                                        \
	___bpf_wide_program(name, 2, ___bpf_own(fetch_wide), 0x2,                 \
			    "BPF_KSYSCALL_TRUNCATE64 takes at most 2 arguments: " \
			    "path, length" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_FTRUNCATE64(name, ...)                                        \
	___bpf_wide_program(name, 2, ___bpf_own(fetch_wide), 0x2,                  \
			    "BPF_KSYSCALL_FTRUNCATE64 takes at most 2 arguments: " \
			    "fd, length" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_FALLOCATE(name, ...)                                            \
	___bpf_wide_program(name, 4, ___bpf_own(fetch_wide), 0xc,                    \
			    "BPF_KSYSCALL_FALLOCATE takes at most 4 arguments: fd, " \
			    "mode, offset, length" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_READAHEAD(name, ...)                                            \
	___bpf_wide_program(name, 3, ___bpf_own(fetch_wide), 0x2,                    \
			    "BPF_KSYSCALL_READAHEAD takes at most 3 arguments: fd, " \
			    "offset, count" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_FADVISE64(name, ...)                                            \
	___bpf_wide_program(name, 4, ___bpf_own(fetch_range), 1,                     \
			    "BPF_KSYSCALL_FADVISE64 takes at most 4 arguments: fd, " \
			    "offset, length, advice" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_SYNC_FILE_RANGE(name, ...)                             \
	___bpf_wide_program(name, 4, ___bpf_own(fetch_range), 0,            \
			    "BPF_KSYSCALL_SYNC_FILE_RANGE takes at most 4 " \
			    "arguments: fd, offset, length, flags" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KSYSCALL_FANOTIFY_MARK(name, ...)                                        \
	___bpf_wide_program(name, 5, ___bpf_own(fetch_wide), 0x4,                    \
			    "BPF_KSYSCALL_FANOTIFY_MARK takes at most 5 arguments: " \
			    "fd, flags, mask, dfd, path" __VA_OPT__(,) __VA_ARGS__)

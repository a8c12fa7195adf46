// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The cases of syscalls that are not alike everywhere. The C library makes
 * most of the calls: it knows how each kernel wants them.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <linux/filter.h>
#include <linux/net.h>
#include <linux/ipc.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/fanotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include "loader.h"

/* Descriptors, flags and lengths that no register holds by chance; negative ones with sign. */
#define FD 0x70de0131
#define NEGATIVE_FD ((int)0x80de0131)
#define EXTENDED(n) ((unsigned long long)(long long)(n))
#define OFFSET 0x5de013100beef000ULL
#define LENGTH 0x1fac0de00bad7001ULL
#define SIZE (S(3) >> 2)	/* what the compiler takes for a size */

/* mmap and clone */

#define MAP_AT 0x70de0000UL
#define MAP_SIZE 0x7bad0000UL
#define MAP_FILE_OFFSET 0x5de01310000ULL

static void make_mmap(void)
{
	/* Not a file: nothing is mapped. */
	MADE((long)mmap((void *)MAP_AT, MAP_SIZE, PROT_READ | PROT_EXEC, MAP_SHARED, FD,
			(off_t)MAP_FILE_OFFSET));
	WANT(MAP_AT, MAP_SIZE, PROT_READ | PROT_EXEC, MAP_SHARED, FD, MAP_FILE_OFFSET);
}

#ifdef GUEST_OLD_MMAP_IN_MEMORY
#define OLD_OFFSET 0x71de0000UL
static void make_old_mmap(void)
{
	const unsigned long args[] = { MAP_AT, MAP_SIZE, PROT_WRITE, MAP_SHARED, FD, OLD_OFFSET };

	if (GUEST_OLD_MMAP_IN_MEMORY)
		MADE(syscall(SYS_mmap, args));
	else
		MADE(syscall(SYS_mmap, args[0], args[1], args[2], args[3], args[4], args[5]));
	WANT(MAP_AT, MAP_SIZE, PROT_WRITE, MAP_SHARED, FD, OLD_OFFSET);
}
#endif

/* Flags that exclude each other: nothing comes of it. */
#define CLONE_FLAGS ((unsigned long)(CLONE_NEWNS | CLONE_FS | CLONE_VFORK | SIGUSR2))

static void make_clone(void)
{
	MADE(syscall(SYS_clone, GUEST_CLONE(CLONE_FLAGS, S(2), S(3), S(4), S(5))));
	WANT(CLONE_FLAGS, S(2), S(3), S(4), S(5));
}

/* socketcall and ipc */

#ifdef SYS_socketcall
static void make_connect(void)
{
	const word other[] = { S(7), S(8), S(9) }, args[] = { S(1), S(2), S(3) };

	/* Another call must not make the program run. */
	syscall(SYS_socketcall, SYS_BIND, other);
	MADE(syscall(SYS_socketcall, SYS_CONNECT, args));
	WANT(S(1), S(2), S(3));
}

static void make_sendto(void)
{
	const word args[] = { S(1), S(2), S(3), S(4), S(5), S(6) };

	MADE(syscall(SYS_socketcall, SYS_SENDTO, args));
	WANT(S(1), S(2), S(3), S(4), S(5), S(6));
}
#endif

#ifdef SYS_ipc
/* sys_ipc(call, first, second, third, ptr, fifth), see ipc(2) and ipc/syscall.c. */
static void ipc(int call, word first, word second, word third, const void *ptr, word fifth)
{
	/* Another call must not make the program run. */
	syscall(SYS_ipc, call == SEMGET ? MSGGET : SEMGET, S(7), S(8), S(9), S(10), S(11));
	MADE(syscall(SYS_ipc, call, first, second, third, ptr, fifth));
}

static void make_semop(void)
{
	ipc(SEMOP, S(1), S(3), S(9), (void *)S(2), S(10));
	WANT(S(1), S(2), S(3));
}

static void make_semget(void)
{
	ipc(SEMGET, S(1), S(2), S(3), (void *)S(9), S(10));
	WANT(S(1), S(2), S(3));
}

static void make_semctl(void)
{
#ifdef GUEST_SEMCTL_BY_VALUE
	ipc(SEMCTL, S(1), S(2), S(3), (void *)S(4), S(10));
#else
	const word arg = S(4);

	ipc(SEMCTL, S(1), S(2), S(3), &arg, S(10));
#endif
	WANT(S(1), S(2), S(3), S(4));
}

static void make_semtimedop(void)
{
#ifdef GUEST_SEMTIMEDOP_THIRD
	ipc(SEMTIMEDOP, S(1), S(3), S(4), (void *)S(2), S(10));
#else
	ipc(SEMTIMEDOP, S(1), S(3), S(10), (void *)S(2), S(4));
#endif
	WANT(S(1), S(2), S(3), S(4));
}

static void make_msgsnd(void)
{
	ipc(MSGSND, S(1), S(3), S(4), (void *)S(2), S(10));
	WANT(S(1), S(2), S(3), S(4));
}

static void make_msgrcv(void)
{
#ifdef GUEST_SEMCTL_BY_VALUE
	ipc(MSGRCV, S(1), S(3), S(5), (void *)S(2), S(4));
#else
	const word kludge[] = { S(2), S(4) };

	ipc(MSGRCV, S(1), S(3), S(5), kludge, S(10));
#endif
	WANT(S(1), S(2), S(3), S(4), S(5));
}

#if !defined(GUEST_SEMTIMEDOP_THIRD) && !defined(GUEST_SEMCTL_BY_VALUE)
static void make_msgrcv1(void)
{
	ipc(MSGRCV | 1 << 16, S(1), S(3), S(5), (void *)S(2), S(4));
	WANT(S(1), S(2), S(3), S(4), S(5));
}
#endif

static void make_msgget(void)
{
	ipc(MSGGET, S(1), S(2) & ~(word)IPC_CREAT, S(9), (void *)S(10), S(11));
	WANT(S(1), S(2) & ~(word)IPC_CREAT);
}

static void make_msgctl(void)
{
	ipc(MSGCTL, S(1), S(2), S(9), (void *)S(3), S(10));
	WANT(S(1), S(2), S(3));
}

static void make_shmat(void)
{
	ipc(SHMAT, S(1), S(3), S(9), (void *)S(2), S(10));
	WANT(S(1), S(2), S(3));
}

static void make_shmdt(void)
{
	ipc(SHMDT, S(9), S(10), S(11), (void *)S(1), S(12));
	WANT(S(1));
}

static void make_shmget(void)
{
	ipc(SHMGET, S(1), S(2), S(3), (void *)S(9), S(10));
	WANT(S(1), S(2), S(3));
}

static void make_shmctl(void)
{
	ipc(SHMCTL, S(1), S(2), S(9), (void *)S(3), S(10));
	WANT(S(1), S(2), S(3));
}
#endif

/* 64-bit arguments */

static void make_pread64(void)
{
	MADE(pread(NEGATIVE_FD, (void *)S(2), SIZE, (off_t)OFFSET));
	WANT(EXTENDED(NEGATIVE_FD), S(2), SIZE, OFFSET);
}

static void make_pwrite64(void)
{
	MADE(pwrite(NEGATIVE_FD, (void *)S(2), SIZE, (off_t)OFFSET));
	WANT(EXTENDED(NEGATIVE_FD), S(2), SIZE, OFFSET);
}

static void make_truncate64(void)
{
	MADE(truncate((const char *)S(1), (off_t)LENGTH));
	WANT(S(1), LENGTH);
}

static void make_ftruncate64(void)
{
	MADE(ftruncate(NEGATIVE_FD, (off_t)LENGTH));
	WANT(EXTENDED(NEGATIVE_FD), LENGTH);
}

static void make_fallocate(void)
{
	MADE(fallocate(NEGATIVE_FD, 0x70de0232, (off_t)OFFSET, (off_t)LENGTH));
	WANT(EXTENDED(NEGATIVE_FD), 0x70de0232, OFFSET, LENGTH);
}

static void make_fallocate_pair(void)
{
	make_fallocate();
	WANT(OFFSET, LENGTH);
}

static void make_pread64_offset(void)
{
	make_pread64();
	WANT(OFFSET);
}

static void make_readahead(void)
{
	MADE(readahead(NEGATIVE_FD, (off_t)OFFSET, S(3)));
	WANT(EXTENDED(NEGATIVE_FD), OFFSET, S(3));
}

static void make_fadvise64(void)
{
	made = -posix_fadvise(NEGATIVE_FD, (off_t)OFFSET, (off_t)LENGTH, 0x70de0434);
	WANT(EXTENDED(NEGATIVE_FD), OFFSET, LENGTH, 0x70de0434);
}

static void make_sync_file_range(void)
{
	MADE(sync_file_range(NEGATIVE_FD, (off_t)OFFSET, (off_t)LENGTH, 0x70de0434));
	WANT(EXTENDED(NEGATIVE_FD), OFFSET, LENGTH, 0x70de0434);
}

static void make_fanotify_mark(void)
{
	MADE(fanotify_mark(NEGATIVE_FD, 0x70de0232, LENGTH, (int)0x80de0434, (const char *)S(5)));
	WANT(EXTENDED(NEGATIVE_FD), 0x70de0232, LENGTH, EXTENDED((int)0x80de0434), S(5));
}

/* Registers that do not come from a syscall's function */

static void make_enter(void)
{
	shared->number = SYS_prctl;
	MADE(syscall(SYS_prctl, S(1), S(2), S(3), S(4), S(5)));
	WANT(S(1), S(2), S(3), S(4), S(5));
}

/* A syscall of six arguments, and 1 for all that it has not. */
static void make_enter_by_number(void)
{
	shared->number = SYS_futex;
	MADE(syscall(SYS_futex, S(1), S(2) | 0x7f, S(3), S(4), S(5), S(6)));
	WANT(S(1), S(2) | 0x7f, S(3), S(4), S(5), S(6), 1);
}

static void make_leave(void)
{
	make_enter();
#ifdef GUEST_LOSES_PARM1_AT_EXIT
	/* prctl's error has taken its place, as a positive number with the carry set. */
	WANT(0, S(2), S(3), S(5), EINVAL);
#else
	WANT(S(1), S(2), S(3), S(5), S(1));
#endif
}

/* Arguments that a tracer changes */

/* A child that makes the syscall once its parent is ready for it. */
static pid_t traced_child(bool seccomp)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_dup3, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(filter) / sizeof(*filter), filter };
	pid_t pid = fork();

	if (pid)
		return pid;
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	raise(SIGSTOP);
	if (seccomp && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
			prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)))
		_exit(2);
	syscall(SYS_dup3, S(1), S(2), S(3));
	_exit(0);
}

static void make_traced(bool seccomp)
{
	const int place = seccomp ? GUEST_SECCOMP_WORD : GUEST_PTRACE_WORD;
	pid_t pid = traced_child(seccomp);
	bool changed = false;
	int status;

	waitpid(pid, &status, 0);
	shared->target = pid;
	ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(seccomp ? PTRACE_O_TRACESECCOMP : 0L));
	for (;;) {
		word regs[128];
		struct iovec all = { regs, sizeof(regs) };

		ptrace(seccomp ? PTRACE_CONT : PTRACE_SYSCALL, pid, NULL, NULL);
		if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
			break;
		if (ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &all))
			detail("PTRACE_GETREGSET: %s\n", strerror(errno));
		if (changed || regs[place] != S(GUEST_PTRACE_ARG))
			continue;
		regs[place] = S(9);
		changed = !ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &all);
	}
	if (!changed || !WIFEXITED(status) || WEXITSTATUS(status))
		detail("the tracer changed %s, status %#x\n", changed ? "it" : "nothing", status);
	WANT(S(1), S(2), S(3));
	wanted[GUEST_PTRACE_ARG - 1] = S(9);
}

static void make_ptraced(void)
{
	make_traced(false);
}

static void make_seccomp_traced(void)
{
	make_traced(true);
}

static const char *without_seccomp(void)
{
	return kernel_symbol("seccomp_run_filters") || kernel_symbol("__seccomp_filter") ?
	       NULL : "this kernel is built without seccomp filters";
}

static const char *without_fanotify(void)
{
	int fd = fanotify_init(0, 0);

	if (fd >= 0)
		close(fd);
	return fd < 0 && errno == ENOSYS ? "this kernel is built without fanotify" : NULL;
}

static void make_getppid(void)
{
	MADE(syscall(SYS_getppid));
	wanted_count = 0;
}

#ifdef SYS_socketcall
static const char *without_user_reads(void)
{
#ifdef GUEST_NO_USER_READS
	return GUEST_NO_USER_READS;
#else
	return NULL;
#endif
}
#endif

#define QUIRK(call, of, name) \
	CASE(quirks, quirk_##call, OF_KSYSCALL | OF_##of, name, BY_SECTION(call))

static const struct test tests[] = {
	QUIRK(mmap, MMAP, "BPF_KSYSCALL_MMAP"),
#ifdef GUEST_OLD_MMAP_IN_MEMORY
	QUIRK(old_mmap, MMAP, "BPF_KSYSCALL_OLD_MMAP"),
#endif
	QUIRK(clone, CLONE, "BPF_KSYSCALL_CLONE"),
#ifdef SYS_socketcall
	CASE(quirks, quirk_connect, OF_KSYSCALL | OF_SOCKETCALL, "BPF_KSYSCALL_SOCKETCALL, connect",
	     BY_SECTION(connect), .without = without_user_reads),
	CASE(quirks, quirk_sendto, OF_KSYSCALL | OF_SOCKETCALL, "BPF_KSYSCALL_SOCKETCALL, sendto",
	     BY_SECTION(sendto), .without = without_user_reads),
#endif
#ifdef SYS_ipc
	QUIRK(semop, IPC, "BPF_KSYSCALL_IPC, semop"),
	QUIRK(semget, IPC, "BPF_KSYSCALL_IPC, semget"),
	QUIRK(semctl, IPC, "BPF_KSYSCALL_IPC, semctl"),
	QUIRK(semtimedop, IPC, "BPF_KSYSCALL_IPC, semtimedop"),
	QUIRK(msgsnd, IPC, "BPF_KSYSCALL_IPC, msgsnd"),
	QUIRK(msgrcv, IPC, "BPF_KSYSCALL_IPC, msgrcv"),
#if !defined(GUEST_SEMTIMEDOP_THIRD) && !defined(GUEST_SEMCTL_BY_VALUE)
	CASE(quirks, quirk_msgrcv, OF_KSYSCALL | OF_IPC, "BPF_KSYSCALL_IPC, msgrcv version 1",
	     BY_SECTION(msgrcv1)),
#endif
	QUIRK(msgget, IPC, "BPF_KSYSCALL_IPC, msgget"),
	QUIRK(msgctl, IPC, "BPF_KSYSCALL_IPC, msgctl"),
	QUIRK(shmat, IPC, "BPF_KSYSCALL_IPC, shmat"),
	QUIRK(shmdt, IPC, "BPF_KSYSCALL_IPC, shmdt"),
	QUIRK(shmget, IPC, "BPF_KSYSCALL_IPC, shmget"),
	QUIRK(shmctl, IPC, "BPF_KSYSCALL_IPC, shmctl"),
#endif
	QUIRK(pread64, ARG64, "BPF_KSYSCALL_PREAD64"),
	QUIRK(pwrite64, ARG64, "BPF_KSYSCALL_PWRITE64"),
	QUIRK(truncate64, ARG64, "BPF_KSYSCALL_TRUNCATE64"),
	QUIRK(ftruncate64, ARG64, "BPF_KSYSCALL_FTRUNCATE64"),
	QUIRK(fallocate, ARG64, "BPF_KSYSCALL_FALLOCATE"),
	QUIRK(readahead, ARG64, "BPF_KSYSCALL_READAHEAD"),
	QUIRK(fadvise64, ARG64, "BPF_KSYSCALL_FADVISE64"),
	QUIRK(sync_file_range, ARG64, "BPF_KSYSCALL_SYNC_FILE_RANGE"),
	CASE(quirks, quirk_fanotify_mark, OF_KSYSCALL | OF_ARG64, "BPF_KSYSCALL_FANOTIFY_MARK",
	     BY_SECTION(fanotify_mark), .without = without_fanotify),
	CASE(quirks, arg64_pread64, OF_ARG64, "PT_REGS_SYSCALL_ARG64, pread64",
	     BY_SECTION(pread64_offset)),
	CASE(quirks, arg64_fallocate, OF_ARG64, "PT_REGS_SYSCALL_ARG64, fallocate",
	     BY_SECTION(fallocate_pair)),
	CASE(quirks, section_getppid, OF_SECTION, "SEC_KSYSCALL, no arguments",
	     BY_SECTION(getppid)),
	CASE(quirks, section_dup3, OF_SECTION, "SEC_KSYSCALL, 3 arguments",
	     .attach = SECTION, .make = make_dup3, .values = 3),
	CASE(quirks, section_dup3, OF_KSYSCALL | OF_TRACER,
	     "BPF_KSYSCALL, an argument that ptrace changed",
	     BY_SECTION(ptraced)),
	CASE(quirks, section_dup3, OF_KSYSCALL | OF_TRACER,
	     "BPF_KSYSCALL, an argument that a seccomp tracer changed",
	     BY_SECTION(seccomp_traced), .without = without_seccomp),
	CASE(tracepoint, enter, OF_PARM | OF_TRACEPOINT,
	     "PT_REGS_PARMn_CORE_SYSCALL in raw_tp/sys_enter",
	     BY_SECTION(enter)),
	CASE(tracepoint, enter_by_number, OF_PARM | OF_TRACEPOINT,
	     "PT_REGS_SYSCALL_PARM_N in raw_tp/sys_enter",
	     BY_SECTION(enter_by_number)),
	CASE(tracepoint, leave, OF_PARM | OF_TRACEPOINT,
	     "PT_REGS_PARMn_CORE_SYSCALL, PARM1_CORE_SYSCALL_EXIT in raw_tp/sys_exit",
	     BY_SECTION(leave)),
};
SUITE(tests, COUNT(tests), NULL);

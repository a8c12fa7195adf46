// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of syscalls by their tracepoints, by fentry and by fexit. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include "loader.h"

static void make_readv(void)
{
	shared->number = SYS_process_vm_readv;
	MADE(syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6)));
	WANT(S(1), S(2), S(3), S(4), S(5), S(6));
}

static bool check_exit(void)
{
	int last = GUEST_SYSCALL_EXIT_LOST ? GUEST_SYSCALL_EXIT_LOST - 1 : 6;

	/* The one object for all must do with none. */
	if (!strcmp(current_set, "any") && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		last = 0;
	return check_values(last) & equal(6, "return value", made);
}

static bool check_negative_exit(void)
{
	if (made >= 0)
		detail("the syscall did not fail: %ld\n", made);
	return made < 0 && check_exit();
}

static bool check_fexit(void)
{
	return made < 0 && check_values(6) & equal(6, "return value", made);
}

static bool check_value(void)
{
	return equal(6, "return value", made);
}

static void make_getppid(void)
{
	shared->number = SYS_getppid;
	made = syscall(SYS_getppid);
}

/* One that a signal breaks off, and that goes on then. */
static int restart_pipe[2];

static void write_late(int number)
{
	(void)number;
	if (write(restart_pipe[1], "x", 1) != 1)
		made = -EIO;
}

static void make_restart(void)
{
	struct sigaction action = { .sa_handler = write_late, .sa_flags = SA_RESTART };
	struct itimerval soon = { .it_value.tv_usec = 50000 };
	char byte;

	if (pipe(restart_pipe))
		return;
	sigaction(SIGALRM, &action, NULL);
	shared->number = SYS_read;
	setitimer(ITIMER_REAL, &soon, NULL);
	MADE(syscall(SYS_read, restart_pipe[0], &byte, 1UL));
	shared->number = -1;
	close(restart_pipe[0]);
	close(restart_pipe[1]);
	/* ERESTARTSYS, of include/linux/errno.h */
	WANT((unsigned long long)-512LL, 1);
	/* The end of rt_sigreturn(2), when registers are as before the signal. */
	if (GUEST_SIGRETURN_HAS_NUMBER)
		shared->result.hits--;
}

static void make_vfork(void)
{
	pid_t pid;

	shared->number =
#ifdef SYS_vfork
		SYS_vfork;
#else
		SYS_clone;
#endif
	pid = vfork();
	if (!pid)
		_exit(0);
	made = pid;
	shared->number = -1;
	waitpid(pid, NULL, 0);
}

static void do_exec(void)
{
	static char *const arguments[] = { "/init", "nothing", NULL };

	execv("/init", arguments);
}

static void make_exec(void)
{
	shared->number = SYS_execve;
	in_child(do_exec);
	made = 0;
}

static void do_exit(void)
{
	syscall(SYS_exit_group, S(1));
}

static void make_exit_group(void)
{
	shared->number = SYS_exit_group;
	in_child(do_exit);
}

static bool check_first(void)
{
	return equal(0, "argument", S(1));
}

static void make_number(void)
{
	make_readv();
	WANT(SYS_process_vm_readv, 1);
}

static void make_regs(void)
{
	make_readv();
	WANT(1);
}

static void make_user_regs(void)
{
	make_prctl();
	WANT(S(2), SYS_prctl, 1);
}

static void make_in_kernel(void)
{
	make_prctl();
	WANT(0, 0);
}

static void make_outside(void)
{
	make_target();
	WANT((unsigned long long)-1LL, 1);
}

static void make_mmap(void)
{
	const unsigned long long offset = 0x5a000ULL << 12;
	int fd = open("/dev/zero", O_RDONLY);

#ifdef SYS_mmap2
	shared->number = SYS_mmap2;
#else
	shared->number = SYS_mmap;
#endif
	if (mmap((void *)0x10000000UL, 0x3000, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, fd,
		 offset) == MAP_FAILED)
		detail("mmap: %s\n", strerror(errno));
	shared->number = -1;
	WANT(0x10000000UL, 0x3000, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, fd, offset);
	close(fd);
}

static void make_pread64(void)
{
	const unsigned long long offset = 0x12345678abcdef0ULL;
	static char buffer[8];
	int fd = open("/init", O_RDONLY);

	shared->number = SYS_pread64;
	if (pread(fd, buffer, sizeof(buffer), offset) != 0)
		detail("pread: %s\n", strerror(errno));
	shared->number = -1;
	WANT(fd, (word)buffer, sizeof(buffer), offset);
	close(fd);
}

static const char *without_btf(void)
{
	return access("/sys/kernel/btf/vmlinux", R_OK) ? "tp_btf needs a kernel with BTF" : NULL;
}

static const char *without_trampolines(void)
{
#ifndef GUEST_TRAMPOLINES_SINCE
	return "this architecture's kernels have no BPF trampolines";
#else
	if (kernel_version < GUEST_TRAMPOLINES_SINCE)
		return "kernels as old as this have no BPF trampolines here";
	if (without_btf())
		return "fentry needs a kernel with BTF";
	if (access(BPF_JIT_ENABLE, F_OK))
		return "trampolines need the BPF JIT, which this kernel is built without";
	return kernel_symbol("register_ftrace_direct") ? NULL :
	       "this kernel is built without direct calls of ftrace";
#endif
}

static const char *without_number(void)
{
#ifdef GUEST_NUMBER_IN_USER_REGISTER
	return "arm's registers do not tell whether a syscall runs, nor which after execve()";
#else
	return NULL;
#endif
}

static const char *without_number_of_execve(void)
{
#ifdef GUEST_EXECVE_LOSES_NUMBER
	return "execve() clears what tells that a syscall runs";
#else
	return without_number();
#endif
}

static const char *without_syscall_events(void)
{
#ifdef GUEST_EVENTS_OF_LAST_TABLE
	if (kernel_symbol("sysn32_rt_sigreturn"))
		return "this kernel has events/syscalls for n32's numbers alone";
#endif
	return access("/sys/kernel/tracing/events/syscalls/sys_enter_process_vm_readv/id", R_OK) ?
	       "this kernel is built without events/syscalls" : NULL;
}

/* Programs that find the end of the stack instead are those with vmlinux.h. */
static const char *without_user_regs(void)
{
#ifdef GUEST_NO_CURRENT_TASK
	if (kernel_version >= KERNEL(7, 0))
		return GUEST_NO_CURRENT_TASK;
#endif
	if (kernel_version < KERNEL(5, 15) &&
	    (!strcmp(current_set, "plain") || !GUEST_USER_REGS_END_STACK))
		return "Linux < 5.15 has no bpf_task_pt_regs()";
	return without_btf();
}

/*
 * LDX_PROBE_MEM called the helper bpf_probe_read_kernel(), whose parameters are of 64 bits,
 * by a declaration with pointers. (kernel/bpf/core.c)
 */
static const char *without_btf_loads(void)
{
	if (sizeof(long) == 4 && kernel_version < KERNEL(6, 6))
		return "32-bit kernels before 6.6 panic on a load through a pointer of BTF";
	return without_btf();
}

static const char *without_btf_number(void)
{
	return without_btf() ? without_btf() : without_number_of_execve();
}

/* Where errors are recorded as positive numbers the macro is an error, any's load too. */
static const char *without_exit_event(void)
{
#ifdef GUEST_EVENT_ERRORS_POSITIVE
	return "this kernel's events/syscalls have errors as positive numbers";
#else
	return !strcmp(current_set, "any") ? "one object for all has no BPF_SYSCALL_TP_EXIT" :
					     without_syscall_events();
#endif
}

static const struct test tests[] = {
	CASE(raw_sys, raw_enter, OF_SYS_EVENT, "BPF_RAW_SYS_ENTER, 6 arguments",
	     BY_SECTION(readv)),
	CASE(raw_sys, raw_exit, OF_SYS_EVENT, "BPF_RAW_SYS_EXIT, a negative value, arguments",
	     .attach = SECTION, .make = make_readv, .check = check_negative_exit),
	CASE(raw_sys, raw_exit, OF_SYS_EVENT, "BPF_RAW_SYS_EXIT, a positive value",
	     .attach = SECTION, .make = make_getppid, .check = check_value),
	CASE(raw_sys, raw_restart, OF_SYS_EVENT, "BPF_RAW_SYS_EXIT, a syscall that is restarted",
	     BY_SECTION(restart), .flags = IS_SESSION),
	CASE(raw_sys, raw_exit, OF_SYS_EVENT, "BPF_RAW_SYS_EXIT, vfork",
	     .attach = SECTION, .make = make_vfork, .check = check_value),
	CASE(raw_sys, raw_exit, OF_SYS_EVENT, "BPF_RAW_SYS_EXIT, execve",
	     .attach = SECTION, .make = make_exec, .check = check_value,
	     .without = without_number_of_execve),
	CASE(raw_sys, raw_enter, OF_SYS_EVENT, "BPF_RAW_SYS_ENTER, exit_group",
	     .attach = SECTION, .make = make_exit_group, .check = check_first),
	CASE(raw_sys, raw_number, OF_SYS_EVENT, "PT_REGS_SYSCALL_NR_CORE, PT_REGS_IS_USER_CORE",
	     BY_SECTION(number)),
	CASE(raw_sys, outside, OF_SYS_EVENT, "PT_REGS_SYSCALL_NR_CORE outside of a syscall",
	     .attach = UPROBE, .function = uprobe_target, .make = make_outside,
	     .check = check_wanted, .without = without_number),
	CASE(raw_sys, kernel, OF_SYS_EVENT, "PT_REGS_IS_USER, registers of the kernel",
	     .attach = KPROBE, .symbol = "security_task_prctl", .make = make_in_kernel,
	     .check = check_wanted),
	CASE(raw_sys, raw_plain, OF_SYS_EVENT, "PT_REGS_SYSCALL_ARGS, 6 arguments",
	     BY_SECTION(readv)),
	CASE(raw_sys, raw_mmap, OF_SYS_EVENT | OF_MMAP, "PT_REGS_SYSCALL_ARGS, mmap",
	     BY_SECTION(mmap)),
	CASE(raw_sys, raw_pread64, OF_SYS_EVENT | OF_ARG64, "PT_REGS_SYSCALL_ARGS, pread64",
	     BY_SECTION(pread64)),
	CASE(btf_sys, btf_enter, OF_SYS_EVENT, "BPF_SYS_ENTER, 6 arguments", BY_SECTION(readv),
	     .without = without_btf),
	CASE(btf_sys, btf_exit, OF_SYS_EVENT, "BPF_SYS_EXIT, a negative value, arguments",
	     .attach = SECTION, .make = make_readv, .check = check_negative_exit,
	     .without = without_btf),
	CASE(btf_sys, btf_exit, OF_SYS_EVENT, "BPF_SYS_EXIT, execve",
	     .attach = SECTION, .make = make_exec, .check = check_value,
	     .without = without_btf_number),
	CASE(btf_sys, btf_number, OF_SYS_EVENT, "PT_REGS_SYSCALL_NR, PT_REGS_IS_USER",
	     BY_SECTION(number), .without = without_btf_loads),
	CASE(user_regs, btf_regs, OF_SYS_EVENT,
	     "bpf_user_regs() in tp_btf/sys_enter",
	     BY_SECTION(regs), .without = without_user_regs),
	CASE(user_regs, user_regs, OF_SYS_EVENT, "bpf_user_regs() in a kprobe",
	     .attach = KPROBE, .symbol = "security_task_prctl", .make = make_user_regs,
	     .check = check_wanted, .without = without_user_regs),
	CASE(fsyscall, fsyscall6, OF_FSYSCALL, "BPF_FSYSCALL, 6 arguments", BY_SECTION(readv),
	     .without = without_trampolines),
	CASE(fsyscall, fsyscall6_exit, OF_FSYSCALL,
	     "BPF_FSYSCALL_EXIT, a negative value, arguments",
	     .attach = SECTION, .make = make_readv, .check = check_fexit,
	     .without = without_trampolines),
	CASE(fsyscall, fsyscall0_exit, OF_FSYSCALL, "BPF_FSYSCALL_EXIT, no arguments",
	     .attach = SECTION, .make = make_getppid, .check = check_value,
	     .without = without_trampolines),
	CASE(syscall_tp, tp6, OF_SYSCALL_TP, "BPF_SYSCALL_TP, 6 arguments", BY_SECTION(readv),
	     .without = without_syscall_events),
	CASE(syscall_tp, tp_exit, OF_SYSCALL_TP, "BPF_SYSCALL_TP_EXIT",
	     .attach = SECTION, .make = make_readv, .check = check_value,
	     .without = without_exit_event),
};
SUITE(tests, COUNT(tests));

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of 32-bit tasks on 64-bit kernels. */
#define _GNU_SOURCE
#include <sys/wait.h>
#include "loader.h"
#include "compat-task.h"

#define V(n) COMPAT_VALUE(n)
#define SIGNED(n) ((unsigned long long)(long long)(int)V(n))
#ifndef GUEST_COMPAT_POINTER
#define GUEST_COMPAT_POINTER(value) (value)
#endif

static const char *without_task_regs(void)
{
	if (kernel_version < KERNEL(5, 15))
		return "Linux < 5.15 has no bpf_task_pt_regs()";
	return access("/sys/kernel/btf/vmlinux", R_OK) ?
	       "bpf_get_current_task_btf() needs a kernel with BTF" : NULL;
}

static void make_native(void)
{
	MADE(syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6)));
	WANT(0);
}

#ifdef GUEST_COMPAT_PREFIX
/* A 32-bit program, after a 64-bit task in a function that both share. */
static const char *task_path;
static bool without_native;

static void do_task(void)
{
	if (!without_native)
		syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6));
	execl(task_path, task_path, NULL);
}

static void run_task(const char *path)
{
	int status;

	task_path = path;
	status = in_child(do_task);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != COMPAT_TASK_END)
		detail("%s ended with status %#x\n", path, status);
	without_native = false;
}

static void make_preadv(void)
{
	run_task("/compat/32");
	WANT(V(1), GUEST_COMPAT_POINTER(V(2)), SIGNED(3), SIGNED(4), V(5));
}

static void make_readv(void)
{
	/* Without the wrapper nothing tells whose call it is (compat.h). */
	without_native = !kernel_symbol(GUEST_COMPAT_PREFIX "sys_preadv");
	run_task("/compat/32");
	WANT(V(1), V(2), V(3), V(4), V(5), V(6));
}

/* By its number in the table of 32-bit tasks. */
static void make_event(void)
{
	shared->number = GUEST_COMPAT_READV;
	run_task("/compat/32");
	WANT(V(1), V(2), V(3), V(4), V(5), V(6));
}

static bool check_event_exit(void)
{
	wanted_count = GUEST_SYSCALL_EXIT_LOST ? GUEST_SYSCALL_EXIT_LOST - 1 : 6;
	if (!strcmp(current_set, "any") && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		wanted_count = 0;
	/* For the flags, which must be 0. */
	return check_wanted() & equal(6, "return value", -EINVAL);
}

static void make_in_compat(void)
{
	run_task("/compat/32");
	WANT(1);
}

static const char *without_compat(void)
{
	return kernel_symbol(GUEST_COMPAT_PREFIX "sys_preadv") || kernel_symbol("compat_sys_preadv") ?
	       NULL : "this kernel is built without 32-bit tasks";
}

static const char *without_in_compat(void)
{
	return without_compat() ? without_compat() : without_task_regs();
}
#endif

#ifdef GUEST_HAS_N32
static const char *without_n32(void)
{
	return kernel_symbol("sysn32_rt_sigreturn") ? without_compat() :
						      "this kernel is built without n32 tasks";
}

static const char *without_in_n32(void)
{
	return without_n32() ? without_n32() : without_task_regs();
}

static void make_readv_n32(void)
{
	run_task("/compat/n32");
	WANT(V(1), V(2), V(3), V(4), V(5), V(6));
}

static void make_in_n32(void)
{
	run_task("/compat/n32");
	WANT(1);
}
#endif

#ifdef GUEST_INT80
static void make_int80(void)
{
	const word v[] = { GUEST_INT80_READV, S(1), S(2), S(3), S(4), S(5), S(6) };

	made = GUEST_INT80(v);
	WANT((unsigned int)S(1), (unsigned int)S(2), (unsigned int)S(3), (unsigned int)S(4),
	     (unsigned int)S(5), (unsigned int)S(6));
}

static void make_in_int80(void)
{
	make_int80();
	WANT(1);
}

static void make_x32(void)
{
	MADE(syscall(GUEST_X32_READV, S(1), S(2), S(3), S(4), S(5), S(6)));
	WANT(S(1), S(2), S(3), S(4), S(5), S(6));
}

static void make_in_x32(void)
{
	make_x32();
	WANT(1);
}

static const char *without_x32(void)
{
	errno = 0;
	return syscall(0x40000000 + SYS_getppid) == -1 && errno == ENOSYS ?
	       "this kernel is built without x32" : NULL;
}

static const char *without_in_x32(void)
{
	return without_x32() ? without_x32() : without_task_regs();
}
#endif

static const struct test tests[] = {
#ifdef GUEST_COMPAT_PREFIX
	CASE(compat, compat_preadv, OF_KSYSCALL | OF_COMPAT,
	     "BPF_KSYSCALL_COMPAT, SEC_KSYSCALL_COMPAT",
	     BY_SECTION(preadv), .without = without_compat),
	CASE(compat, compat_readv, OF_KSYSCALL | OF_COMPAT,
	     "BPF_KSYSCALL_COMPAT, SEC_KSYSCALL_COMPAT_NATIVE",
	     BY_SECTION(readv), .without = without_compat),
	CASE(compat_sys, compat_enter, OF_COMPAT | OF_SYS_EVENT, "BPF_SYS_ENTER_COMPAT",
	     BY_SECTION(event), .without = without_in_compat),
	CASE(compat_sys, compat_exit, OF_COMPAT | OF_SYS_EVENT, "BPF_SYS_EXIT_COMPAT",
	     .attach = SECTION, .make = make_event, .check = check_event_exit,
	     .without = without_in_compat),
#ifdef GUEST_HAS_N32
	CASE(compat, compat_readv, OF_KSYSCALL | OF_COMPAT, "BPF_KSYSCALL_COMPAT, n32",
	     BY_SECTION(readv_n32), .without = without_n32),
#endif
#ifdef GUEST_INT80
	CASE(compat, compat_readv, OF_KSYSCALL | OF_COMPAT,
	     "BPF_KSYSCALL_COMPAT, int 0x80 of a 64-bit task",
	     BY_SECTION(int80), .without = without_compat),
	CASE(ksyscall, ksyscall6, OF_KSYSCALL | OF_COMPAT, "BPF_KSYSCALL, x32",
	     .attach = KSYSCALL, .symbol = "process_vm_readv", .make = make_x32,
	     .check = check_wanted, .without = without_x32),
	CASE(in_compat, in_compat, OF_COMPAT | OF_IN_COMPAT, "bpf_in_compat_syscall(), x32",
	     BY_SECTION(in_x32), .without = without_in_x32),
	CASE(in_compat, in_compat_shared, OF_IN_COMPAT, "bpf_in_compat_syscall(), int 0x80",
	     BY_SECTION(in_int80), .without = without_in_compat),
#endif
#ifdef GUEST_HAS_N32
	CASE(in_compat, in_compat_shared, OF_IN_COMPAT, "bpf_in_compat_syscall(), n32",
	     BY_SECTION(in_n32), .without = without_in_n32),
#endif
	CASE(in_compat, in_compat_shared, OF_IN_COMPAT, "bpf_in_compat_syscall(), a 32-bit task",
	     BY_SECTION(in_compat), .without = without_in_compat),
#endif
	CASE(in_compat, in_compat, OF_IN_COMPAT, "bpf_in_compat_syscall(), a native task",
	     BY_SECTION(native), .without = without_task_regs),
};
SUITE(tests, COUNT(tests), NULL);

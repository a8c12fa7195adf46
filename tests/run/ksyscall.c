// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of BPF_KSYSCALL and PT_REGS_SYSCALL_REGS. */
#define _GNU_SOURCE
#include <fcntl.h>
#include "loader.h"

static void make_getppid(void)
{
	made = syscall(SYS_getppid);
}

static void make_close(void)
{
	MADE(syscall(SYS_close, S(1)));
}

static void make_munlock(void)
{
	MADE(syscall(SYS_munlock, S(1), S(2)));
}

void make_dup3(void)
{
	MADE(syscall(SYS_dup3, S(1), S(2), S(3)));
}

static void make_openat(void)
{
	MADE(syscall(SYS_openat, S(1), S(2), S(3), S(4)));
}

static void make_process_vm_readv(void)
{
	MADE(syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6)));
}

static const char missing[] = "/missing";

static void make_typed_openat(void)
{
	MADE(syscall(SYS_openat, -100, missing, O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY, 01234));
}

static bool check_typed(void)
{
	return equal(0, "int", -100) & equal(1, "pointer", (word)missing) &
	       equal(2, "int", O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY) & equal(3, "mode", 01234);
}

bool check_negative(void)
{
	if (made >= 0)
		detail("the syscall did not fail: %ld\n", made);
	return made < 0 && equal(0, "return value", made);
}

static const struct test tests[] = {
	CASE(ksyscall, ksyscall0, OF_KSYSCALL, "BPF_KSYSCALL, no arguments",
	     .attach = KSYSCALL, CALL(getppid)),
	CASE(ksyscall, ksyscall1, OF_KSYSCALL, "BPF_KSYSCALL, 1 argument",
	     .attach = KSYSCALL, CALL(close), .values = 1),
	CASE(ksyscall, ksyscall2, OF_KSYSCALL, "BPF_KSYSCALL, 2 arguments",
	     .attach = KSYSCALL, CALL(munlock), .values = 2),
	CASE(ksyscall, ksyscall3, OF_KSYSCALL, "BPF_KSYSCALL, 3 arguments",
	     .attach = KSYSCALL, CALL(dup3), .values = 3),
	CASE(ksyscall, ksyscall4, OF_KSYSCALL, "BPF_KSYSCALL, 4 arguments",
	     .attach = KSYSCALL, CALL(openat), .values = 4),
	CASE(ksyscall, ksyscall5, OF_KSYSCALL, "BPF_KSYSCALL, 5 arguments",
	     .attach = KSYSCALL, CALL(prctl), .values = 5),
	CASE(ksyscall, ksyscall6, OF_KSYSCALL, "BPF_KSYSCALL, 6 arguments",
	     .attach = KSYSCALL, CALL(process_vm_readv), .values = 6),
	CASE(ksyscall, ksyscall_typed, OF_KSYSCALL, "BPF_KPROBE_SYSCALL, typed",
	     .attach = KSYSCALL, .symbol = "openat", .make = make_typed_openat,
	     .check = check_typed),
	CASE(ksyscall, kret_long, OF_KRETPROBE, "BPF_KRETPROBE, negative long",
	     .attach = KSYSCALL, CALL(process_vm_readv), .check = check_negative, .flags = RET),
	CASE(ksyscall, syscall_regs, OF_SYSCALL_REGS, "PT_REGS_SYSCALL_REGS, PARM1..6_CORE_SYSCALL",
	     .attach = KPROBE_SYSCALL, CALL(process_vm_readv), .values = 6),
};
SUITE(tests, COUNT(tests));

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of BPF_KPROBE and its kin, and of PT_REGS_* at a kernel function. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include "loader.h"

void make_prctl(void)
{
	MADE(syscall(SYS_prctl, S(1), S(2), S(3), S(4), S(5)));
}

#define MAP_ADDRESS (S(2) & ~0xffffUL)
#define MAP_LENGTH (S(3) >> 1)
#define MAP_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define MAP_PROT (PROT_READ | PROT_WRITE | 8 /* PROT_SEM */)
#define MAP_PAGES 0xabcdeUL

static void make_mmap(void)
{
	/* Too long to be mapped, so that nothing comes of it. */
	void *at = mmap((void *)MAP_ADDRESS, MAP_LENGTH, MAP_PROT, MAP_FLAGS, -1,
			(off_t)MAP_PAGES * sysconf(_SC_PAGESIZE));

	made = at == MAP_FAILED ? -errno : 0;
}

static bool check_prctl_parms(int count)
{
	bool good = equal(0, "option", (word)(long)(int)S(1));
	int n;

	for (n = 1; n < count; n++)
		good &= equal(n, "argument", S(n + 1));
	return good;
}

bool check_prctl5(void)
{
	return check_prctl_parms(5);
}

static bool check_prctl_registers(void)
{
	return check_prctl_parms(GUEST_REGISTER_PARMS < 5 ? GUEST_REGISTER_PARMS : 5);
}

static bool check_mmap(void)
{
	return equal(0, "file", 0) & equal(1, "addr", MAP_ADDRESS) & equal(2, "len", MAP_LENGTH) &
	       equal(3, "prot", MAP_PROT) & equal(4, "flags", MAP_FLAGS) &
	       equal(5, "pgoff", MAP_PAGES);
}

static bool check_code(void)
{
	return near(0, "IP", kernel_symbol("security_task_prctl"));
}

static bool check_code_core(void)
{
	return near(0, "IP_CORE", kernel_symbol("security_task_prctl")) &
	       equal(1, "SP_CORE", got->value[2]);
}

static bool check_ret_ip(void)
{
	return inside(got->value[0], "sys_prctl") & equal(1, "READ_RET_IP error", 0) &
	       equal(2, "READ_RET_IP", got->value[0]);
}

static bool check_read_ret_ip(void)
{
	detail("value 0 (READ_RET_IP): expected an address in sys_prctl, got %#llx\n",
	       got->value[0]);
	return inside(got->value[0], "sys_prctl");
}

static bool check_kretprobe(void)
{
	return equal(0, "return value", -ENOSYS) & equal(1, "RC", -ENOSYS);
}

static bool check_kretprobe_core(void)
{
	return equal(0, "RC_CORE", -ENOSYS);
}

/* Linux 5.15 first set the program counter for the handlers. */
static const char *without_return(void)
{
	return kernel_version < KERNEL(5, 15) ?
		       "Linux < 5.15 does not tell a kretprobe where the function returns to" :
		       NULL;
}

static bool check_kretprobe_ip(void)
{
	return inside(got->value[2], "sys_prctl");
}

static bool check_kretprobe_ip_core(void)
{
	return inside(got->value[1], "sys_prctl");
}

static bool check_offset(void)
{
	return near(0, "IP", kernel_symbol("security_task_prctl") + probed_offset);
}

#define MMAP .symbol = "vm_mmap_pgoff", .make = make_mmap

static const struct test tests[] = {
	CASE(kprobe, kprobe5, OF_KPROBE, "BPF_KPROBE, 5 arguments",
	     .attach = KPROBE, PRCTL, .check = check_prctl5),
	CASE(kprobe, kprobe6, OF_KPROBE, "BPF_KPROBE, 6 arguments",
	     .attach = KPROBE, MMAP, .check = check_mmap),
	CASE(kprobe, parms, OF_PARM, "PT_REGS_PARMn",
	     .attach = KPROBE, PRCTL, .check = check_prctl_registers),
	CASE(kprobe, parms_core, OF_PARM, "PT_REGS_PARMn_CORE",
	     .attach = KPROBE, PRCTL, .check = check_prctl_registers),
	CASE(kprobe, location, OF_FRAME, "PT_REGS_IP",
	     .attach = KPROBE, PRCTL, .check = check_code),
	CASE(kprobe, location_core, OF_FRAME, "PT_REGS_IP_CORE, SP_CORE",
	     .attach = KPROBE, PRCTL, .check = check_code_core),
	CASE(kprobe, ret_ip, OF_RET_IP, "PT_REGS_RET_IP, BPF_KPROBE_READ_RET_IP with its error",
	     .attach = KPROBE, PRCTL, .check = check_ret_ip),
	CASE(kprobe, read_ret_ip, OF_RET_IP, "BPF_KPROBE_READ_RET_IP",
	     .attach = KPROBE, PRCTL, .check = check_read_ret_ip),
	CASE(kprobe, kret_int, OF_KRETPROBE, "BPF_KRETPROBE, negative int; PT_REGS_RC",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe, .flags = RET),
	CASE(kprobe, kret_int, OF_KRETPROBE | OF_FRAME, "PT_REGS_IP in a kretprobe",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe_ip, .without = without_return,
	     .flags = RET),
	CASE(kprobe, kret_core, OF_KRETPROBE, "PT_REGS_RC_CORE",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe_core, .flags = RET),
	CASE(kprobe, kret_core, OF_KRETPROBE | OF_FRAME, "PT_REGS_IP_CORE in a kretprobe",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe_ip_core, .without = without_return,
	     .flags = RET),
	CASE(kprobe, kret_ip, OF_KRETPROBE | OF_RET_IP, "BPF_KRETPROBE_READ_RET_IP",
	     .attach = KPROBE, PRCTL, .check = check_read_ret_ip, .without = without_return,
	     .flags = RET),
	CASE(kprobe, location, OF_KPROBE | OF_FRAME, "kprobe behind the entry: PT_REGS_IP",
	     .attach = KPROBE_OFFSET, PRCTL, .check = check_offset),
	CASE(kprobe, location_core, OF_KPROBE | OF_FRAME, "kprobe behind the entry: PT_REGS_IP_CORE",
	     .attach = KPROBE_OFFSET, PRCTL, .check = check_offset),
	CASE(kprobe, kprobe5, OF_KPROBE, "kprobe, attach_mode LEGACY",
	     .attach = KPROBE, PRCTL, .check = check_prctl5, .mode = MODE(LEGACY)),
	CASE(kprobe, kret_int, OF_KRETPROBE, "kretprobe, attach_mode LEGACY",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe, .flags = RET, .mode = MODE(LEGACY)),
	CASE(kprobe, kprobe5, OF_KPROBE, "kprobe, attach_mode PERF",
	     .attach = KPROBE, PRCTL, .check = check_prctl5, .mode = MODE(PERF)),
	CASE(kprobe, kret_int, OF_KRETPROBE, "kretprobe, attach_mode PERF",
	     .attach = KPROBE, PRCTL, .check = check_kretprobe, .flags = RET, .mode = MODE(PERF)),
	CASE(kprobe, kprobe5, OF_KPROBE, "kprobe, tracefs event by hand",
	     .attach = KPROBE_TRACEFS, PRCTL, .check = check_prctl5),
	CASE(kprobe, kret_int, OF_KRETPROBE, "kretprobe, tracefs event by hand",
	     .attach = KPROBE_TRACEFS, PRCTL, .check = check_kretprobe, .flags = RET),
};
SUITE(tests, COUNT(tests));

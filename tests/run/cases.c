// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of PT_REGS_*, BPF_KPROBE and its family, and the ways to attach. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include "loader.h"

/* What makes the programs run */

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

static void make_dup3(void)
{
	MADE(syscall(SYS_dup3, S(1), S(2), S(3)));
}

static void make_openat(void)
{
	MADE(syscall(SYS_openat, S(1), S(2), S(3), S(4)));
}

static void make_prctl(void)
{
	MADE(syscall(SYS_prctl, S(1), S(2), S(3), S(4), S(5)));
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

static word true_return, true_cfa, true_frame;

GUEST_FUNCTION word uprobe_target(word a, word b, word c, word d, word e, word f, word g, word h,
				  word i, word j, word k, word l)
{
	word all = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l;

	true_return = (word)__builtin_extract_return_addr(__builtin_return_address(0));
	true_cfa = (word)__builtin_dwarf_cfa();
	USE(all);
	return S(13) ^ (all & 0);
}

GUEST_FUNCTION int uprobe_target_int(word a)
{
	USE(a);
	return -EINVAL;
}

static GUEST_FUNCTION void call_target(void)
{
	GUEST_READ_FRAME_POINTER(true_frame);
	made = uprobe_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8), S(9), S(10), S(11), S(12));
	__asm__ volatile("" : : : "memory");
}

void make_target(void)
{
	/* A uretprobe changes what the function sees as its return address. */
	word unprobed = true_return;

	call_target();
	true_return = unprobed;
}

/* Arguments in registers, where the architecture's user code does not pass them so. */
GUEST_FUNCTION GUEST_REGISTER_CALL word register_target(word a, word b, word c, word d, word e,
							word f, word g, word h)
{
	word all = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;

	USE(all);
	return S(13) ^ (all & 0);
}

static void make_register_target(void)
{
	made = register_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8));
}

/* A GUEST_FUNCTION too: arm's uretprobes cannot return to Thumb code. */
static GUEST_FUNCTION void make_target_int(void)
{
	made = uprobe_target_int(S(1));
}

/* Checks */

static bool check0(void) { return true; }
static bool check1(void) { return check_values(1); }
static bool check2(void) { return check_values(2); }
static bool check3(void) { return check_values(3); }
static bool check4(void) { return check_values(4); }
static bool check5(void) { return check_values(5); }
static bool check6(void) { return check_values(6); }
static bool check12(void) { return check_values(12); }
static bool check_registers(void) { return check_values(GUEST_REGISTER_PARMS); }

static bool check_typed(void)
{
	return equal(0, "int", -100) & equal(1, "pointer", (word)missing) &
	       equal(2, "int", O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY) & equal(3, "mode", 01234);
}

static bool check_negative(void)
{
	if (made >= 0)
		detail("the syscall did not fail: %ld\n", made);
	return made < 0 && equal(0, "return value", made);
}

static bool check_prctl_parms(int count)
{
	bool good = equal(0, "option", (word)(long)(int)S(1));
	int n;

	for (n = 1; n < count; n++)
		good &= equal(n, "argument", S(n + 1));
	return good;
}

static bool check_prctl5(void)
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
	       equal(3, "prot", MAP_PROT) & equal(4, "flags", MAP_FLAGS) & equal(5, "pgoff", MAP_PAGES);
}

static bool check_code(void)
{
	word address = kernel_symbol("security_task_prctl");

	return near(0, "IP", address) & near(1, "IP_CORE", address) &
	       inside(got->value[2], "sys_prctl") & equal(3, "READ_RET_IP error", 0) &
	       equal(4, "READ_RET_IP", got->value[2]) & equal(6, "SP_CORE", got->value[5]);
}

static bool check_kretprobe(void)
{
	return equal(0, "return value", -ENOSYS) & equal(1, "RC", -ENOSYS) &
	       equal(2, "RC_CORE", -ENOSYS);
}

static bool check_kretprobe_ip(void)
{
	/* Linux 5.15 first set the program counter for the handlers. */
	if (kernel_version < KERNEL(5, 15)) {
		skip = "Linux < 5.15 does not tell a kretprobe where the function returns to";
		return false;
	}
	return inside(got->value[3], "sys_prctl") & equal(4, "IP_CORE", got->value[3]) &
	       equal(5, "READ_RET_IP", got->value[3]);
}

static bool check_frame(void)
{
	word sp = true_cfa - GUEST_CFA_OFFSET, ip = (word)GUEST_CODE_ADDRESS(uprobe_target);
	bool good = equal(0, "IP", ip) & equal(1, "IP_CORE", ip) & equal(2, "SP", sp) &
		    equal(3, "SP_CORE", sp) & equal(4, "RET_IP", true_return) &
		    equal(5, "READ_RET_IP error", 0) & equal(6, "READ_RET_IP", true_return) &
		    equal(7, "RET", GUEST_RET_VALUE(true_return, sp)) &
		    equal(8, "RET_CORE", GUEST_RET_VALUE(true_return, sp));

	if (GUEST_HAS_FP)
		good &= equal(9, "FP", true_frame) & equal(10, "FP_CORE", true_frame);
	return good;
}

static bool check_uretprobe(void)
{
	return equal(0, "return value", S(13)) & equal(1, "RC", S(13)) &
	       equal(2, "RC_CORE", S(13)) & equal(3, "IP", true_return) &
	       equal(4, "READ_RET_IP", true_return);
}

static bool check_uretprobe_int(void)
{
	return equal(0, "return value", -EINVAL);
}

/* Attachments */
static bool check_cookie(void)
{
	return equal(ATTACH_COOKIE, "cookie", with_cookie ? COOKIE : 0);
}

static bool check_attached_kernel(void)
{
	/* The helper knows functions by their entry only. */
	if (probed_offset)
		return equal(ATTACH_FUNC_IP, "bpf_get_func_ip", 0) & check_cookie();
	return near(ATTACH_FUNC_IP, "bpf_get_func_ip", kernel_symbol("security_task_prctl")) &
	       check_cookie();
}

static bool check_attached_kprobe(void)
{
	return check_prctl5() & check_attached_kernel() &
	       near(ATTACH_IP, "IP", kernel_symbol("security_task_prctl"));
}

static bool check_attached_kretprobe(void)
{
	return equal(0, "return value", -ENOSYS) & check_attached_kernel() &
	       inside(got->value[ATTACH_IP], "sys_prctl");
}

static bool check_attached_ksyscall(void)
{
	return check_values(3) & check_cookie();
}

static bool check_attached_kretsyscall(void)
{
	return check_negative() & check_cookie();
}

static bool check_attached_user(void)
{
	/* bpf_get_func_ip() knows uprobes since 6.6. */
	return check_cookie() &
	       (kernel_version < KERNEL(6, 6) ||
		equal(ATTACH_FUNC_IP, "bpf_get_func_ip", (word)GUEST_CODE_ADDRESS(uprobe_target)));
}

static bool check_attached_uprobe(void)
{
	return check_values(3) & check_attached_user() &
	       equal(ATTACH_IP, "IP", (word)GUEST_CODE_ADDRESS(uprobe_target));
}

static bool check_attached_uretprobe(void)
{
	return equal(0, "return value", S(13)) & check_attached_user() &
	       equal(ATTACH_IP, "IP", true_return);
}

/* Where fprobe's ftrace call returns to, a few instructions from the symbol. */
static bool check_multi_entry(void)
{
	return check_prctl5() & check_attached_kernel() &
	       within(ATTACH_IP, "IP", kernel_symbol("security_task_prctl"), 16);
}

static bool check_multi_cookie(bool (*check)(void))
{
	if (GUEST_LOSES_MULTI_COOKIES && !got->value[ATTACH_COOKIE])
		skip = "powerpc's kernel gives kprobe.multi programs cookie 0: it looks for the "
		       "ftrace address among those of the symbols";
	return !skip && check();
}

static bool check_multi_entry_cookie(void)
{
	return check_multi_cookie(check_multi_entry);
}

static bool check_multi_return_cookie(void)
{
	return check_multi_cookie(check_attached_kretprobe);
}

static bool check_offset(void)
{
	return near(0, "IP", kernel_symbol("security_task_prctl") + probed_offset) &
	       near(1, "IP_CORE", kernel_symbol("security_task_prctl") + probed_offset);
}

static bool check_session(void)
{
	return equal(0, "option", (word)(long)(int)S(1)) & equal(1, "argument", S(2)) &
	       equal(2, "argument", S(3)) & equal(5, "return value", -ENOSYS) &
	       equal(6, "session cookie", S(3));
}

static bool check_usession(void)
{
	return check_values(3) & equal(5, "return value", S(13)) & equal(6, "session cookie", S(3));
}

/* What a kernel must have for a case; the truth is its version and symbols. */

static const char *without_cookies(void)
{
	return kernel_version < KERNEL(5, 15) ? "Linux < 5.15 has no attach cookies" : NULL;
}

static const char *without_kfuncs(void)
{
	if (access(BPF_JIT_ENABLE, F_OK))
		return "kfuncs need the BPF JIT, which this kernel is built without";
	return access("/sys/kernel/btf/vmlinux", R_OK) ? "kfuncs need a kernel with BTF" : NULL;
}

static const char *without_multi(int version, const char *reason)
{
	if (__SIZEOF_LONG__ == 4)
		return "32-bit kernels have no multi links";
	return kernel_version < version ? reason : NULL;
}

static const char *without_kmulti(void)
{
	const char *reason = without_multi(KERNEL(5, 18), "Linux < 5.18 has no kprobe.multi");

	if (!reason && !kernel_symbol("register_fprobe_ips"))
		reason = "this kernel is built without fprobe";
	return reason;
}

static const char *without_ksession(void)
{
	const char *reason = without_multi(KERNEL(6, 10), "Linux < 6.10 has no kprobe.session");

	if (!reason)
		reason = without_kfuncs();
	return reason ? reason : without_kmulti();
}

static const char *without_umulti(void)
{
	return without_multi(KERNEL(6, 6), "Linux < 6.6 has no uprobe.multi");
}

static const char *without_usession(void)
{
	const char *reason = without_multi(KERNEL(6, 13), "Linux < 6.13 has no uprobe.session");

	return reason ? reason : without_kfuncs();
}

#define PRCTL "security_task_prctl", NULL, make_prctl
#define MMAP "vm_mmap_pgoff", NULL, make_mmap
#define CALL(name) #name, NULL, make_##name
#define USER NULL, uprobe_target, make_target

static const struct test tests[] = {
	{ "ksyscall", "ksyscall0", "BPF_KSYSCALL, no arguments", KSYSCALL, CALL(getppid), check0 },
	{ "ksyscall", "ksyscall1", "BPF_KSYSCALL, 1 argument", KSYSCALL, CALL(close), check1 },
	{ "ksyscall", "ksyscall2", "BPF_KSYSCALL, 2 arguments", KSYSCALL, CALL(munlock), check2 },
	{ "ksyscall", "ksyscall3", "BPF_KSYSCALL, 3 arguments", KSYSCALL, CALL(dup3), check3 },
	{ "ksyscall", "ksyscall4", "BPF_KSYSCALL, 4 arguments", KSYSCALL, CALL(openat), check4 },
	{ "ksyscall", "ksyscall5", "BPF_KSYSCALL, 5 arguments", KSYSCALL, CALL(prctl), check5 },
	{ "ksyscall", "ksyscall6", "BPF_KSYSCALL, 6 arguments", KSYSCALL, CALL(process_vm_readv), check6 },
	{ "ksyscall", "ksyscall_typed", "BPF_KPROBE_SYSCALL, typed", KSYSCALL, "openat", NULL, make_typed_openat, check_typed },
	{ "ksyscall", "kret_long", "BPF_KRETPROBE, negative long", KSYSCALL, CALL(process_vm_readv), check_negative, NULL, RET },
	{ "ksyscall", "syscall_regs", "PT_REGS_SYSCALL_REGS, PARM1..6_CORE_SYSCALL", KPROBE_SYSCALL, CALL(process_vm_readv), check6 },

	{ "kprobe", "kprobe5", "BPF_KPROBE, 5 arguments", KPROBE, PRCTL, check_prctl5 },
	{ "kprobe", "kprobe6", "BPF_KPROBE, 6 arguments", KPROBE, MMAP, check_mmap },
	{ "kprobe", "parms", "PT_REGS_PARMn", KPROBE, PRCTL, check_prctl_registers },
	{ "kprobe", "parms_core", "PT_REGS_PARMn_CORE", KPROBE, PRCTL, check_prctl_registers },
	{ "kprobe", "location", "PT_REGS_IP, RET_IP, BPF_KPROBE_READ_RET_IP", KPROBE, PRCTL, check_code },
	{ "kprobe", "kret_int", "BPF_KRETPROBE, negative int; PT_REGS_RC", KPROBE, PRCTL, check_kretprobe, NULL, RET },
	{ "kprobe", "kret_int", "PT_REGS_IP and BPF_KRETPROBE_READ_RET_IP in a kretprobe", KPROBE, PRCTL, check_kretprobe_ip, NULL, RET },
	{ "kprobe", "location", "kprobe behind the entry: PT_REGS_IP", KPROBE_OFFSET, PRCTL, check_offset },
	{ "kprobe", "kprobe5", "kprobe, attach_mode LEGACY", KPROBE, PRCTL, check_prctl5, NULL, 0, MODE(LEGACY) },
	{ "kprobe", "kret_int", "kretprobe, attach_mode LEGACY", KPROBE, PRCTL, check_kretprobe, NULL, RET, MODE(LEGACY) },
	{ "kprobe", "kprobe5", "kprobe, attach_mode PERF", KPROBE, PRCTL, check_prctl5, NULL, 0, MODE(PERF) },
	{ "kprobe", "kret_int", "kretprobe, attach_mode PERF", KPROBE, PRCTL, check_kretprobe, NULL, RET, MODE(PERF) },
	{ "kprobe", "kprobe5", "kprobe, tracefs event by hand", KPROBE_TRACEFS, PRCTL, check_prctl5 },
	{ "kprobe", "kret_int", "kretprobe, tracefs event by hand", KPROBE_TRACEFS, PRCTL, check_kretprobe, NULL, RET },

	{ "uprobe", "uprobe12", "BPF_UPROBE, 12 arguments", UPROBE, USER, check12 },
	{ "uprobe", "parms", "PT_REGS_PARMn in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "parms_core", "PT_REGS_PARMn_CORE in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "frame_regs", "PT_REGS_IP, SP, FP, RET, RET_IP", UPROBE, USER, check_frame },
	{ "uprobe", "uret_long", "BPF_URETPROBE, PT_REGS_RC, IP", UPROBE, USER, check_uretprobe, NULL, RET },
	{ "uprobe", "uret_int", "BPF_URETPROBE, negative int", UPROBE, NULL, uprobe_target_int, make_target_int, check_uretprobe_int, NULL, RET },
	{ "uprobe", "uprobe12", "uprobe, attach_mode LEGACY", UPROBE, USER, check12, NULL, 0, MODE(LEGACY) },
	{ "uprobe", "uret_long", "uretprobe, attach_mode LEGACY", UPROBE, USER, check_uretprobe, NULL, RET, MODE(LEGACY) },
	{ "uprobe", "uprobe12", "uprobe, attach_mode PERF", UPROBE, USER, check12, NULL, 0, MODE(PERF) },
	{ "uprobe", "uret_long", "uretprobe, attach_mode PERF", UPROBE, USER, check_uretprobe, NULL, RET, MODE(PERF) },
	{ "uprobe", "uprobe12", "uprobe, tracefs event by hand", UPROBE_TRACEFS, USER, check12 },
	{ "uprobe", "uret_long", "uretprobe, tracefs event by hand", UPROBE_TRACEFS, USER, check_uretprobe, NULL, RET },

	{ "attach", "auto_ksyscall", "SEC(\"ksyscall/dup3\")", AUTO, CALL(dup3), check3, without_cookies },
	{ "attach", "auto_kretsyscall", "SEC(\"kretsyscall/dup3\")", AUTO, CALL(dup3), check_negative, without_cookies, RET },
	{ "attach", "attach_ksyscall", "ksyscall with a cookie", KSYSCALL, CALL(dup3), check_attached_ksyscall, without_cookies, WITH_COOKIE },
	{ "attach", "attach_kretsyscall", "kretsyscall with a cookie", KSYSCALL, CALL(dup3), check_attached_kretsyscall, without_cookies, RET | WITH_COOKIE },
	{ "attach", "attach_kprobe", "kprobe with a cookie", KPROBE, PRCTL, check_attached_kprobe, without_cookies, WITH_COOKIE },
	{ "attach", "attach_kretprobe", "kretprobe with a cookie", KPROBE, PRCTL, check_attached_kretprobe, without_cookies, RET | WITH_COOKIE },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode LINK", KPROBE, PRCTL, check_attached_kprobe, without_cookies, WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_kretprobe", "kretprobe with a cookie, attach_mode LINK", KPROBE, PRCTL, check_attached_kretprobe, without_cookies, RET | WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode LEGACY: refused", KPROBE, PRCTL, check0, without_cookies, WITH_COOKIE | REFUSED, MODE(LEGACY) },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode PERF: refused", KPROBE, PRCTL, check0, without_cookies, WITH_COOKIE | REFUSED, MODE(PERF) },
	{ "attach", "attach_kprobe", "kprobe, perf event and link by hand", KPROBE_PMU, PRCTL, check_attached_kprobe, without_cookies, WITH_COOKIE },
	{ "attach", "attach_kretprobe", "kretprobe, perf event and link by hand", KPROBE_PMU, PRCTL, check_attached_kretprobe, without_cookies, RET | WITH_COOKIE },
	{ "attach", "attach_uprobe", "uprobe with a cookie", UPROBE, USER, check_attached_uprobe, without_cookies, WITH_COOKIE },
	{ "attach", "attach_uretprobe", "uretprobe with a cookie", UPROBE, USER, check_attached_uretprobe, without_cookies, RET | WITH_COOKIE },
	{ "attach", "attach_uprobe", "uprobe with a cookie, attach_mode LINK", UPROBE, USER, check_attached_uprobe, without_cookies, WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_uretprobe", "uretprobe with a cookie, attach_mode LINK", UPROBE, USER, check_attached_uretprobe, without_cookies, RET | WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_uprobe", "uprobe with a cookie, attach_mode LEGACY: refused", UPROBE, USER, check0, without_cookies, WITH_COOKIE | REFUSED, MODE(LEGACY) },
	{ "attach", "attach_uprobe", "uprobe, perf event and link by hand", UPROBE_PMU, USER, check_attached_uprobe, without_cookies, WITH_COOKIE },
	{ "attach", "attach_uretprobe", "uretprobe, perf event and link by hand", UPROBE_PMU, USER, check_attached_uretprobe, without_cookies, RET | WITH_COOKIE },

	{ "multi", "multi_entry", "kprobe.multi", KPROBE_MULTI, PRCTL, check_multi_entry, without_kmulti },
	{ "multi", "multi_return", "kretprobe.multi", KPROBE_MULTI, PRCTL, check_attached_kretprobe, without_kmulti, RET },
	{ "multi", "multi_entry", "kprobe.multi with a cookie", KPROBE_MULTI, PRCTL, check_multi_entry_cookie, without_kmulti, WITH_COOKIE },
	{ "multi", "multi_return", "kretprobe.multi with a cookie", KPROBE_MULTI, PRCTL, check_multi_return_cookie, without_kmulti, RET | WITH_COOKIE },
	{ "session", "session", "kprobe.session", KPROBE_MULTI, PRCTL, check_session, without_ksession, IS_SESSION },
	{ "umulti", "umulti_entry", "uprobe.multi with a cookie", UPROBE_MULTI, USER, check_attached_uprobe, without_umulti, WITH_COOKIE },
	{ "umulti", "umulti_return", "uretprobe.multi with a cookie", UPROBE_MULTI, USER, check_attached_uretprobe, without_umulti, RET | WITH_COOKIE },
	{ "usession", "usession", "uprobe.session", UPROBE_MULTI, NULL, register_target, make_register_target, check_usession, without_usession, IS_SESSION },
};

SUITE(tests, COUNT(tests), call_target);

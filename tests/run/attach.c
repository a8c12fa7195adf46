// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of ways to attach: cookies, by hand, several at once, sessions. */
#include <unistd.h>
#include <bpf/bpf.h>
#include "loader.h"

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

/* The cookie is the third argument; at the return the arguments are 0. */
static bool check_second_run(word ret)
{
	return equal(5, "return value", ret) & equal(6, "session cookie", S(3)) &
	       equal(7, "arguments at the return, and 1", 1);
}

static bool check_session(void)
{
	return check_prctl5() & check_second_run(-ENOSYS);
}

static bool check_usession(void)
{
	return check_values(3) & check_second_run(S(13));
}

/* What a kernel must have for a case; the truth is its version and symbols. */

static const char *without_cookies(void)
{
	return kernel_version < KERNEL(5, 15) ? "Linux < 5.15 has no attach cookies" : NULL;
}

static bool jit_lacks_kfuncs(void)
{
	static const struct bpf_insn calls[] = {
		{ .code = BPF_JMP | BPF_CALL, .src_reg = BPF_PSEUDO_KFUNC_CALL, .imm = 1 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	char said[1024] = "";
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .log_level = 1, .log_buf = said,
		    .log_size = sizeof(said));
	int program = bpf_prog_load(BPF_PROG_TYPE_KPROBE, NULL, "GPL", calls, COUNT(calls), &opts);

	if (program >= 0)
		close(program);
	return strstr(said, "JIT does not support calling kernel function");
}

static const char *without_kfuncs(void)
{
	if (access(BPF_JIT_ENABLE, F_OK))
		return "kfuncs need the BPF JIT, which this kernel is built without";
	if (jit_lacks_kfuncs())
		return "this architecture's BPF JIT calls no kfuncs";
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

static const struct test tests[] = {
	CASE(auto, auto_ksyscall, OF_KSYSCALL, "SEC(\"ksyscall/dup3\")",
	     .attach = AUTO, CALL(dup3), .values = 3),
	CASE(auto, auto_kretsyscall, OF_KRETPROBE, "SEC(\"kretsyscall/dup3\")",
	     .attach = AUTO, CALL(dup3), .check = check_negative, .flags = RET),
	CASE(attach, attach_ksyscall, OF_KSYSCALL, "ksyscall with a cookie",
	     .attach = KSYSCALL, CALL(dup3), .check = check_attached_ksyscall,
	     .without = without_cookies, .flags = WITH_COOKIE),
	CASE(attach, attach_kretsyscall, OF_KRETPROBE, "kretsyscall with a cookie",
	     .attach = KSYSCALL, CALL(dup3), .check = check_attached_kretsyscall,
	     .without = without_cookies, .flags = RET | WITH_COOKIE),
	CASE(attach, attach_kprobe, OF_KPROBE, "kprobe with a cookie",
	     .attach = KPROBE, PRCTL, .check = check_attached_kprobe, .without = without_cookies,
	     .flags = WITH_COOKIE),
	CASE(attach, attach_kretprobe, OF_KRETPROBE, "kretprobe with a cookie",
	     .attach = KPROBE, PRCTL, .check = check_attached_kretprobe,
	     .without = without_cookies, .flags = RET | WITH_COOKIE),
	CASE(attach, attach_kprobe, OF_KPROBE, "kprobe with a cookie, attach_mode LINK",
	     .attach = KPROBE, PRCTL, .check = check_attached_kprobe, .without = without_cookies,
	     .flags = WITH_COOKIE, .mode = MODE(LINK)),
	CASE(attach, attach_kretprobe, OF_KRETPROBE, "kretprobe with a cookie, attach_mode LINK",
	     .attach = KPROBE, PRCTL, .check = check_attached_kretprobe,
	     .without = without_cookies, .flags = RET | WITH_COOKIE, .mode = MODE(LINK)),
	CASE(attach, attach_kprobe, OF_KPROBE, "kprobe with a cookie, attach_mode LEGACY: refused",
	     .attach = KPROBE, PRCTL, .without = without_cookies, .flags = WITH_COOKIE | REFUSED,
	     .mode = MODE(LEGACY)),
	CASE(attach, attach_kprobe, OF_KPROBE, "kprobe with a cookie, attach_mode PERF: refused",
	     .attach = KPROBE, PRCTL, .without = without_cookies, .flags = WITH_COOKIE | REFUSED,
	     .mode = MODE(PERF)),
	CASE(attach, attach_kprobe, OF_KPROBE, "kprobe, perf event and link by hand",
	     .attach = KPROBE_PMU, PRCTL, .check = check_attached_kprobe,
	     .without = without_cookies, .flags = WITH_COOKIE),
	CASE(attach, attach_kretprobe, OF_KRETPROBE, "kretprobe, perf event and link by hand",
	     .attach = KPROBE_PMU, PRCTL, .check = check_attached_kretprobe,
	     .without = without_cookies, .flags = RET | WITH_COOKIE),
	CASE(attach, attach_uprobe, OF_UPROBE, "uprobe with a cookie",
	     .attach = UPROBE, USER, .check = check_attached_uprobe, .without = without_cookies,
	     .flags = WITH_COOKIE),
	CASE(attach, attach_uretprobe, OF_URETPROBE, "uretprobe with a cookie",
	     .attach = UPROBE, USER, .check = check_attached_uretprobe, .without = without_cookies,
	     .flags = RET | WITH_COOKIE),
	CASE(attach, attach_uprobe, OF_UPROBE, "uprobe with a cookie, attach_mode LINK",
	     .attach = UPROBE, USER, .check = check_attached_uprobe, .without = without_cookies,
	     .flags = WITH_COOKIE, .mode = MODE(LINK)),
	CASE(attach, attach_uretprobe, OF_URETPROBE, "uretprobe with a cookie, attach_mode LINK",
	     .attach = UPROBE, USER, .check = check_attached_uretprobe, .without = without_cookies,
	     .flags = RET | WITH_COOKIE, .mode = MODE(LINK)),
	CASE(attach, attach_uprobe, OF_UPROBE, "uprobe with a cookie, attach_mode LEGACY: refused",
	     .attach = UPROBE, USER, .without = without_cookies, .flags = WITH_COOKIE | REFUSED,
	     .mode = MODE(LEGACY)),
	CASE(attach, attach_uprobe, OF_UPROBE, "uprobe, perf event and link by hand",
	     .attach = UPROBE_PMU, USER, .check = check_attached_uprobe,
	     .without = without_cookies, .flags = WITH_COOKIE),
	CASE(attach, attach_uretprobe, OF_URETPROBE, "uretprobe, perf event and link by hand",
	     .attach = UPROBE_PMU, USER, .check = check_attached_uretprobe,
	     .without = without_cookies, .flags = RET | WITH_COOKIE),
	CASE(multi, multi_entry, OF_KPROBE, "kprobe.multi",
	     .attach = KPROBE_MULTI, PRCTL, .check = check_multi_entry, .without = without_kmulti),
	CASE(multi, multi_return, OF_KRETPROBE, "kretprobe.multi",
	     .attach = KPROBE_MULTI, PRCTL, .check = check_attached_kretprobe,
	     .without = without_kmulti, .flags = RET),
	CASE(multi, multi_entry, OF_KPROBE, "kprobe.multi with a cookie",
	     .attach = KPROBE_MULTI, PRCTL, .check = check_multi_entry_cookie,
	     .without = without_kmulti, .flags = WITH_COOKIE),
	CASE(multi, multi_return, OF_KRETPROBE, "kretprobe.multi with a cookie",
	     .attach = KPROBE_MULTI, PRCTL, .check = check_multi_return_cookie,
	     .without = without_kmulti, .flags = RET | WITH_COOKIE),
	CASE(session, session, OF_SESSION, "kprobe.session: BPF_KPROBE_SESSION",
	     .attach = KPROBE_MULTI, PRCTL, .check = check_session, .without = without_ksession,
	     .flags = IS_SESSION),
	CASE(umulti, umulti_entry, OF_UPROBE, "uprobe.multi with a cookie",
	     .attach = UPROBE_MULTI, USER, .check = check_attached_uprobe,
	     .without = without_umulti, .flags = WITH_COOKIE),
	CASE(umulti, umulti_return, OF_URETPROBE, "uretprobe.multi with a cookie",
	     .attach = UPROBE_MULTI, USER, .check = check_attached_uretprobe,
	     .without = without_umulti, .flags = RET | WITH_COOKIE),
	CASE(usession, usession, OF_SESSION, "uprobe.session: BPF_UPROBE_SESSION",
	     .attach = UPROBE_MULTI, .function = register_target, .make = make_register_target,
	     .check = check_usession, .without = without_usession, .flags = IS_SESSION),
};
SUITE(tests, COUNT(tests));

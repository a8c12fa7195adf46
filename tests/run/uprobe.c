// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The cases of BPF_UPROBE and its kin, and of PT_REGS_* at a user function. */
#include "loader.h"

word true_return;
static word true_cfa, true_frame;

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
	made = uprobe_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8), S(9), S(10), S(11),
			     S(12));
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

void make_register_target(void)
{
	made = register_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8));
}

/* A GUEST_FUNCTION too: arm's uretprobes cannot return to Thumb code. */
static GUEST_FUNCTION void make_target_int(void)
{
	made = uprobe_target_int(S(1));
}

static bool check_registers(void)
{
	return check_values(GUEST_REGISTER_PARMS);
}

static bool check_frame(void)
{
	word sp = true_cfa - GUEST_CFA_OFFSET, ip = (word)GUEST_CODE_ADDRESS(uprobe_target);
	bool good = equal(0, "IP", ip) & equal(1, "SP", sp) &
		    equal(2, "RET", GUEST_RET_VALUE(true_return, sp));

	if (GUEST_HAS_FP)
		good &= equal(3, "FP", true_frame);
	return good;
}

static bool check_ret_ip(void)
{
	return equal(0, "RET_IP", true_return) & equal(1, "READ_RET_IP error", 0) &
	       equal(2, "READ_RET_IP", true_return);
}

static bool check_uretprobe(void)
{
	return equal(0, "return value", S(13)) & equal(1, "RC", S(13)) &
	       equal(2, "IP", true_return);
}

static bool check_uretprobe_core(void)
{
	return equal(0, "RC_CORE", S(13)) & equal(1, "IP_CORE", true_return);
}

static bool check_uretprobe_ip(void)
{
	return equal(0, "READ_RET_IP", true_return);
}

static bool check_uretprobe_int(void)
{
	return equal(0, "return value", -EINVAL);
}

static const struct test tests[] = {
	CASE(uprobe, uprobe12, OF_UPROBE, "BPF_UPROBE, 12 arguments",
	     .attach = UPROBE, USER, .values = 12),
	CASE(uprobe, parms, OF_PARM, "PT_REGS_PARMn in a uprobe",
	     .attach = UPROBE, .function = register_target, .make = make_register_target,
	     .check = check_registers),
	CASE(uprobe, parms_core, OF_PARM, "PT_REGS_PARMn_CORE in a uprobe",
	     .attach = UPROBE, .function = register_target, .make = make_register_target,
	     .check = check_registers),
	CASE(uprobe, frame_regs, OF_FRAME, "PT_REGS_IP, SP, FP, RET",
	     .attach = UPROBE, USER, .check = check_frame),
	CASE(uprobe, frame_core, OF_FRAME, "PT_REGS_IP_CORE, SP_CORE, FP_CORE, RET_CORE",
	     .attach = UPROBE, USER, .check = check_frame),
	CASE(uprobe, ret_ip, OF_RET_IP, "PT_REGS_RET_IP, BPF_KPROBE_READ_RET_IP in a uprobe",
	     .attach = UPROBE, USER, .check = check_ret_ip),
	CASE(uprobe, uret_long, OF_URETPROBE, "BPF_URETPROBE, PT_REGS_RC, IP",
	     .attach = UPROBE, USER, .check = check_uretprobe, .flags = RET),
	CASE(uprobe, uret_core, OF_URETPROBE, "PT_REGS_RC_CORE, IP_CORE in a uretprobe",
	     .attach = UPROBE, USER, .check = check_uretprobe_core, .flags = RET),
	CASE(uprobe, uret_ip, OF_URETPROBE | OF_RET_IP, "BPF_KRETPROBE_READ_RET_IP in a uretprobe",
	     .attach = UPROBE, USER, .check = check_uretprobe_ip, .flags = RET),
	CASE(uprobe, uret_int, OF_URETPROBE, "BPF_URETPROBE, negative int",
	     .attach = UPROBE, .function = uprobe_target_int, .make = make_target_int,
	     .check = check_uretprobe_int, .flags = RET),
	CASE(uprobe, uprobe12, OF_UPROBE, "uprobe, attach_mode LEGACY",
	     .attach = UPROBE, USER, .values = 12, .mode = MODE(LEGACY)),
	CASE(uprobe, uret_long, OF_URETPROBE, "uretprobe, attach_mode LEGACY",
	     .attach = UPROBE, USER, .check = check_uretprobe, .flags = RET, .mode = MODE(LEGACY)),
	CASE(uprobe, uprobe12, OF_UPROBE, "uprobe, attach_mode PERF",
	     .attach = UPROBE, USER, .values = 12, .mode = MODE(PERF)),
	CASE(uprobe, uret_long, OF_URETPROBE, "uretprobe, attach_mode PERF",
	     .attach = UPROBE, USER, .check = check_uretprobe, .flags = RET, .mode = MODE(PERF)),
	CASE(uprobe, uprobe12, OF_UPROBE, "uprobe, tracefs event by hand",
	     .attach = UPROBE_TRACEFS, USER, .values = 12),
	CASE(uprobe, uret_long, OF_URETPROBE, "uretprobe, tracefs event by hand",
	     .attach = UPROBE_TRACEFS, USER, .check = check_uretprobe, .flags = RET),
};
SUITE(tests, COUNT(tests), call_target);

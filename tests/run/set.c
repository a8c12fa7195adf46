// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Registers that a uprobe writes, or on older kernels may not. */
#include <stdio.h>
#include "loader.h"

static volatile int ran;

/* Its arguments told apart in its return value, and whether it ran. */
static GUEST_FUNCTION word written(word a, word b, word c)
{
	ran++;
	USE(a);
	USE(b);
	USE(c);
	return a ^ b << 1 ^ c << 2;
}

/* arm's uretprobes cannot return to Thumb code. */
static GUEST_FUNCTION void make_written(void)
{
	ran = 0;
	made = written(S(1), S(2), S(3));
}

/* Whatever the compiler's default is, on armhf Thumb: PT_REGS_RETURN leads back to it. */
static void make_from_default(void)
{
	ran = 0;
	made = written(S(1), S(2), S(3));
}

#ifndef __i386__
static bool check_parms(void)
{
	word wants = (S(1) + 0x1000) ^ (S(2) + 0x20000) << 1 ^ (S(3) + 0x300000) << 2;

	detail("the function returned %#lx, wanted %#lx\n", (word)made, wants);
	return equal(0, "argument", S(1)) && (word)made == wants && ran == 1;
}
#endif

static bool check_rc(void)
{
	word returned = S(1) ^ S(2) << 1 ^ S(3) << 2;

	detail("the caller got %#lx, wanted %#lx\n", (word)made, returned + 0x1000);
	return equal(0, "return value", returned) && (word)made == returned + 0x1000;
}

static bool check_return(void)
{
	detail("the caller got %#lx; the function ran %d times\n", (word)made, ran);
	return equal(0, "PT_REGS_RETURN", 0) && made == 0x70de0777 && !ran;
}

static const char *without_writes(void)
{
	return kernel_version < KERNEL(6, 18) ? "Linux < 6.18 refuses programs that write registers"
					      : NULL;
}

static const struct test tests[] = {
#ifndef __i386__
	CASE(set, set_parms, OF_SET, "PT_REGS_SET_PARM1..3",
	     .attach = UPROBE, .function = written, .make = make_written, .check = check_parms,
	     .without = without_writes),
#endif
	CASE(set, set_rc, OF_SET, "PT_REGS_SET_RC",
	     .attach = UPROBE, .function = written, .make = make_written, .check = check_rc,
	     .without = without_writes, .flags = RET),
	CASE(set, return_now, OF_SET, "PT_REGS_RETURN",
	     .attach = UPROBE, .function = written, .make = make_from_default,
	     .check = check_return, .without = without_writes),
};

/* The end of the verifier's log. */
static char log_text[4096];

static int count_own(void)
{
	return !access("/plain", F_OK);
}

/* Refused as documented: before 6.18 on loading, since then as a kprobe. */
static void run_own(void)
{
	static const struct test test = CASE(set, set_in_kprobe, OF_SET,
					     "a kprobe that writes registers is refused");
	LIBBPF_OPTS(bpf_object_open_opts, options, .kernel_log_buf = log_text,
		    .kernel_log_size = sizeof(log_text), .kernel_log_level = 1);
	struct bpf_object *object = bpf_object__open_file("/plain/set.bpf.o", &options);
	struct bpf_program *program;
	struct bpf_link *link = NULL;
	bool good = false;
	int err;

	if (!count_own())
		return;
	if (object) {
		bpf_object__for_each_program(program, object)
			bpf_program__set_autoload(program, !strcmp(bpf_program__name(program),
								   "set_in_kprobe"));
		err = bpf_object__load(object);
		if (err) {
			log_text[sizeof(log_text) - 1] = 0;
			detail("load: %d, %.200s\n", err, log_text);
			good = without_writes() && strstr(log_text, "invalid bpf_context access");
		} else {
			program = bpf_object__find_program_by_name(object, "set_in_kprobe");
			link = bpf_program__attach_kprobe(program, false, "__do_sys_prctl");
			if (!link)
				link = bpf_program__attach_kprobe(program, false, "do_exit");
			err = -errno;
			detail("attach: %d\n", link ? 0 : err);
			good = !without_writes() && !link && err == -EINVAL;
		}
	}
	bpf_link__destroy(link);
	bpf_object__close(object);
	report(good, "plain", &test);
}

SUITE(tests, COUNT(tests), .count_own = count_own, .run_own = run_own);

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* kprobe.session: one program on entry and return. */
#include "test.bpf.h"

SEC("kprobe.session")
int BPF_KPROBE_SESSION(session, int option, unsigned long a, unsigned long b, unsigned long c,
		       unsigned long d)
{
	ONLY_TARGET();
	if (is_return) {
		PUT(5, (long)(int)PT_REGS_RC(ctx));
		PUT(6, *cookie);
		PUT(7, 1 + (option | a | b | c | d));
		return 0;
	}
	PUT5((long)option, a, b, c, d);
	*cookie = b;
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* uprobe.session: one program on a user function's entry and return. */
#include "test.bpf.h"

SEC("uprobe.session")
int BPF_UPROBE_SESSION(usession, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	if (is_return) {
		PUT(5, PT_REGS_RC(ctx));
		PUT(6, *cookie);
		PUT(7, 1 + (a | b | c));
		return 0;
	}
	PUT3(a, b, c);
	*cookie = c;
	return 0;
}

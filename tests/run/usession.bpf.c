// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* uprobe.session: one program on a user function's entry and return. */
#include "test.bpf.h"
#include "session.bpf.h"

SEC("uprobe.session") int usession(struct pt_regs *ctx)
{
	ONLY_TARGET();
	if (session_is_return(ctx)) {
		PUT(5, PT_REGS_RC(ctx));
		PUT(6, session_cookie_get(ctx));
		return 0;
	}
	PUT3(PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx), PT_REGS_PARM3(ctx));
	session_cookie_set(ctx, PT_REGS_PARM3(ctx));
	return 0;
}

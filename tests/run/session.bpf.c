// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* kprobe.session: one program on entry and return. */
#include "test.bpf.h"
#include "session.bpf.h"

SEC("kprobe.session") int session(struct pt_regs *ctx)
{
	ONLY_TARGET();
	if (session_is_return(ctx)) {
		PUT(5, (long)(int)PT_REGS_RC(ctx));
		PUT(6, session_cookie_get(ctx));
		return 0;
	}
	PUT3((long)(int)PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx), PT_REGS_PARM3(ctx));
	session_cookie_set(ctx, PT_REGS_PARM3(ctx));
	return 0;
}

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What a program knows of its attachment, in the values the loader looks at. */
#define PUT_ATTACHMENT()                              \
	PUT(ATTACH_COOKIE, bpf_get_attach_cookie(ctx)); \
	PUT(ATTACH_FUNC_IP, bpf_get_func_ip(ctx));    \
	PUT(ATTACH_IP, PT_REGS_IP(ctx))

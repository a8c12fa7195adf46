/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* A connect(2) that connect.bpf.c has seen. */
enum way { BY_SYSCALL, BY_SOCKETCALL, BY_COMPAT };

struct event {
	__u32 process;
	__u32 way;
	__s32 fd;
	__u32 length;
	__u16 family;
	char command[16];
};

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
struct event {
	int process;
	int ret;	/* file descriptor or -errno */
	char command[16];
	char name[232];
};

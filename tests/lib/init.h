/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* How a guest's /init begins and ends. */
#ifndef INIT_H
#define INIT_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* What a kernel is without stays a directory. */
static inline void init_mount(void)
{
	static const char *const mounts[][2] = {
		{ "proc", "/proc" }, { "sysfs", "/sys" }, { "devtmpfs", "/dev" },
		{ "tracefs", "/sys/kernel/tracing" }, { "debugfs", "/sys/kernel/debug" },
		{ "bpf", "/sys/fs/bpf" },
	};
	unsigned int i;

	for (i = 0; i < sizeof(mounts) / sizeof(*mounts); i++) {
		mkdir(mounts[i][1], 0755);
		mount(mounts[i][0], mounts[i][1], mounts[i][0], 0, NULL);
	}
}

/* The last line, by which whoever reads the console knows that it is all, and off. */
static inline int init_end(const char *last)
{
	puts(last);
	fflush(stdout);
	tcdrain(STDOUT_FILENO);
	sync();
	/* end=reboot on the kernel's command line, where it cannot power off. */
	if (!getenv("end"))
		reboot(RB_POWER_OFF);
	reboot(RB_AUTOBOOT);
	return 1;
}

#endif

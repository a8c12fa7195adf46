/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* For loaders that attach nothing: kprobes by the perf events of their PMU. */
#include <linux/perf_event.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int attach(int program, const char *symbol, int is_return)
{
	struct perf_event_attr attr = { .size = sizeof(attr), .config = is_return,
					.config1 = (unsigned long)symbol };
	FILE *type = fopen("/sys/bus/event_source/devices/kprobe/type", "r");
	int event;

	if (!type || fscanf(type, "%u", &attr.type) != 1)
		return -1;
	event = syscall(SYS_perf_event_open, &attr, -1, 0, -1, 0);
	if (event < 0 || ioctl(event, PERF_EVENT_IOC_SET_BPF, program))
		return -1;
	return ioctl(event, PERF_EVENT_IOC_ENABLE, 0);
}

static int attach_all(int sys, int entry, int ret)
{
	return attach(sys, SYSCALL, 0) || attach(entry, "security_task_prctl", 0) ||
	       attach(ret, "security_task_prctl", 1);
}

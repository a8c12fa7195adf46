// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* With bpftool's skeleton, or its light one, which needs no libbpf and attaches nothing. */
#ifndef LIGHT
#include "probe.h"
#include "probe.skel.h"
#include "check.h"

int main(void)
{
	struct probe_bpf *skeleton = probe_bpf__open_and_load();

	if (!skeleton || probe_bpf__attach(skeleton))
		return 1;
	return check(&skeleton->bss->seen);
}
#else
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "probe.h"
#include "probe.lskel.h"
#include "check.h"
#include "attach.h"

int main(void)
{
	struct probe_bpf *skeleton = probe_bpf__open_and_load();

	if (!skeleton || attach_all(skeleton->progs.sys.prog_fd, skeleton->progs.entry.prog_fd,
				    skeleton->progs.ret.prog_fd)) {
		perror("light skeleton");
		return 1;
	}
	return check(&skeleton->bss->seen);
}
#endif

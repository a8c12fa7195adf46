/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the programs see of the process target. */
#ifndef PROBE_H
#define PROBE_H

struct seen {
	unsigned long long sys[6], entry[5];
	long long ret;
	int target;
};

#endif


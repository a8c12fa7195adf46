/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What a BPF program under test and the loader tell each other. */
#define RESULT_VALUES 20

struct result {
	unsigned long long hits;
	unsigned long long value[RESULT_VALUES];
};

struct run {
	struct result result;
	int target;	/* process whose doings count */
	int number;	/* syscall that counts, in a tracepoint of all */
};

/* Places of result.value for what attach.bpf.h puts. */
enum { ATTACH_COOKIE = 16, ATTACH_FUNC_IP, ATTACH_IP };

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the programs on Go functions tell the loader (go.c). */
struct go_values {
	unsigned long long hits;
	long long error;
	unsigned long long value[64];
};

#define GO_BATCH 50

/* Of functions whose arguments tell of each other, so that a program can judge them. */
struct go_judged {
	unsigned long long right, wrong;
	unsigned long long seen[1001];	/* how often each n */
	unsigned long long sample[8];	/* of the first that was wrong */
};

struct go_special {
	struct go_judged moving[2], together[2];	/* entry, return */
	unsigned long long on_stack, off_stack;		/* the stack pointer, of the goroutine's */
	unsigned long long closures, function, captured, n, ip;
};

#ifdef __bpf__
char LICENSE[] SEC("license") = "Dual BSD/GPL";
#endif

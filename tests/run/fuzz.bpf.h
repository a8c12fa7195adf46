/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the generated BPF programs tell the loader: each member of each argument. */
struct fuzz_values {
	unsigned long long hits;
	long long error;
	unsigned long long value[12 * 3];
};

#ifdef __bpf__
char LICENSE[] SEC("license") = "Dual BSD/GPL";
struct fuzz_values fuzz;
#define PUT(at, v) fuzz.value[(at) / 8] = v
#endif

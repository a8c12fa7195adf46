// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* A program of somebody's; its build files find the header in different ways. */
#include <bpf/bpf_tracing.h>

#ifndef BPF_TRACING_VERSION_MAJOR
#error "this is another bpf_tracing.h"
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("kprobe/do_unlinkat")
int BPF_KPROBE(prog, unsigned long first)
{
	return first != 0;
}

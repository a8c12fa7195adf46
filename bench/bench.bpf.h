/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the bench's programs have in common, under either bpf_tracing.h. */
#ifdef WITH_VMLINUX
#include <linux/bpf/vmlinux.h>
#else
#include <linux/bpf.h>
#include <linux/ptrace.h>
#endif
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
#if __has_include("hand.h")
#include "hand.h"
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* The value is in a register; then it may go. */
#define USE(a) __asm__ volatile("" : : "r"(a))
#define USE2(a, b) USE(a); USE(b)
#define USE3(a, b, c) USE2(a, b); USE(c)
#define USE4(a, b, c, d) USE3(a, b, c); USE(d)
#define USE5(a, b, c, d, e) USE4(a, b, c, d); USE(e)
#define USE6(a, b, c, d, e, f) USE5(a, b, c, d, e); USE(f)

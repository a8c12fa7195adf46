/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* Which declarations of the kernel a fixture sees before our header. */
#if defined(WITH_VMLINUX)
#include <linux/bpf/vmlinux.h>
#elif defined(WITH_UAPI)
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#endif
#ifdef LIBBPF_BEFORE
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/usdt.bpf.h>
#endif
#include <bpf/bpf_tracing.h>
#ifdef LIBBPF_AFTER
#include <bpf/bpf_core_read.h>
#include <bpf/usdt.bpf.h>
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";

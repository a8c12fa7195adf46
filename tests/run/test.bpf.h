/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* Common to the BPF sources: the header, the result, the process under test. */
#pragma once
#ifdef WITH_VMLINUX
#include <linux/bpf/vmlinux.h>
#else
#include <linux/bpf.h>
#endif
#ifdef MACROS_LIBBPF
/* libbpf's header beside this library's: what its users include before it. */
#ifndef WITH_VMLINUX
#include <linux/ptrace.h>
#endif
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#define PT_REGS_HAS(role) 1
#endif
#include <bpf/bpf_tracing.h>
#include "result.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct run run;

/* Where the values go stays in a register: else clang sets it again after each branch. */
#define PUT(n, v) ___run->result.value[n] = (unsigned long long)(v)
/* Where one object is for several architectures, only some of which have the register. */
#define PUT_IF(role, n, v)             \
	do {                           \
		if (PT_REGS_HAS(role)) \
			PUT(n, v);     \
	} while (0)
/* Only what the loader itself does counts. */
#define ONLY_TARGET()                                        \
	struct run *___run = &run;                           \
	__asm__ volatile("" : "+r"(___run));                 \
	if ((int)(bpf_get_current_pid_tgid() >> 32) != ___run->target) \
		return 0;                                    \
	___run->result.hits++
/* A number that neither clang nor the verifier knows: it comes from the map. */
#define UNKNOWN(n)                                                                              \
	({                                                                                      \
		PUT(RESULT_VALUES - 1, n);                                                      \
		*(volatile unsigned long long *)&___run->result.value[RESULT_VALUES - 1];       \
	})
/* The first of a program's arguments, from value[0] on. */
#define PUT2(a, b) PUT(0, a); PUT(1, b)
#define PUT3(a, b, c) PUT2(a, b); PUT(2, c)
#define PUT4(a, b, c, d) PUT3(a, b, c); PUT(3, d)
#define PUT5(a, b, c, d, e) PUT4(a, b, c, d); PUT(4, e)
#define PUT6(a, b, c, d, e, f) PUT5(a, b, c, d, e); PUT(5, f)

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* libbpf's BPF_KSYSCALL needs BTF; without it, its registers are 8 bytes each. */
#define HAND_ARG(ctx, n) (((const __u32 *)(ctx))[(n) - 1])

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* libbpf's usdt.bpf.h takes bpf_tracing.h from its own directory: be there first. */
#include "bpf_tracing.h"
#include_next <bpf/usdt.bpf.h>

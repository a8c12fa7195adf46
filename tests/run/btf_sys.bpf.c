// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* BPF_SYS_ENTER, BPF_SYS_EXIT. */
#include "sys_event.bpf.h"

SEC("tp_btf/sys_enter") ENTER(BPF_SYS_ENTER, btf_enter)
SEC("tp_btf/sys_exit") EXIT(BPF_SYS_EXIT, btf_exit)

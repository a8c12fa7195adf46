// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Syscalls of 32-bit tasks in the tracepoints of all. */
#include "sys_event.bpf.h"

#ifdef SEC_KSYSCALL_COMPAT
SEC("tp_btf/sys_enter") ENTER(BPF_SYS_ENTER_COMPAT, compat_enter)
SEC("tp_btf/sys_exit") EXIT(BPF_SYS_EXIT_COMPAT, compat_exit)
#endif

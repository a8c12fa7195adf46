/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * The families that cases are of: columns of the tables that tests/lib/table.py
 * makes of results. It reads this file. FAMILY(name, table, heading, macros)
 */
FAMILY(KSYSCALL, macros, "`BPF_KSYSCALL`", "")
FAMILY(SYSCALL_REGS, macros, "`SYSCALL_REGS`", "")
FAMILY(KPROBE, macros, "`BPF_KPROBE`", "")
FAMILY(KRETPROBE, macros, "`BPF_KRETPROBE`", "")
FAMILY(PARM, macros, "`PARMn`, `_CORE`", "")
FAMILY(FRAME, macros, "`IP` `SP` `FP` `RET`", "")
FAMILY(RET_IP, macros, "`RET_IP`", "")
FAMILY(UPROBE, macros, "`BPF_UPROBE`", "")
FAMILY(URETPROBE, macros, "`BPF_URETPROBE`", "")
FAMILY(MMAP, syscalls, "mmap", "`BPF_KSYSCALL_MMAP`, `_OLD_MMAP`")
FAMILY(CLONE, syscalls, "clone", "`BPF_KSYSCALL_CLONE`")
FAMILY(SOCKETCALL, syscalls, "socketcall", "`BPF_KSYSCALL_SOCKETCALL`")
FAMILY(IPC, syscalls, "ipc", "`BPF_KSYSCALL_IPC`")
FAMILY(ARG64, syscalls, "64-bit arguments",
       "`BPF_KSYSCALL_PREAD64` and its kin, `PT_REGS_SYSCALL_ARG64`")
FAMILY(COMPAT, syscalls, "32-bit tasks", "`BPF_KSYSCALL_COMPAT`")
FAMILY(IN_COMPAT, syscalls, "is it a 32-bit task's", "`bpf_in_compat_syscall()`")
FAMILY(SECTION, syscalls, "no arguments, any syscall", "`SEC_KSYSCALL(name)`")
FAMILY(TRACER, syscalls, "changed by a tracer", "`BPF_KSYSCALL`")
FAMILY(TRACEPOINT, syscalls, "sys_enter, sys_exit",
       "`PT_REGS_PARMn_CORE_SYSCALL`, `PT_REGS_PARM1_CORE_SYSCALL_EXIT`")
FAMILY(SYS_EVENT, syscalls, "sys_enter, sys_exit by macro",
       "`BPF_SYS_ENTER`, `BPF_SYS_EXIT`, `_RAW_`, `_COMPAT`, `PT_REGS_SYSCALL_NR`, `bpf_user_regs()`")
FAMILY(FSYSCALL, syscalls, "fentry, fexit", "`BPF_FSYSCALL`, `BPF_FSYSCALL_EXIT`")
FAMILY(SYSCALL_TP, syscalls, "tp/syscalls", "`BPF_SYSCALL_TP`, `BPF_SYSCALL_TP_EXIT`")
FAMILY(TYPED, others, "arguments of any type", "`BPF_KPROBE2` and its kin, `PT_REGS_PARM(ctx, n)`")
FAMILY(PROTOTYPES, others, "generated prototypes", "`BPF_UPROBE2`, `BPF_URETPROBE2`")
FAMILY(GO, others, "Go functions", "`BPF_UPROBE_GO`, `BPF_UPROBE_GO_RET`")
FAMILY(SESSION, others, "entry and return in one", "`BPF_KPROBE_SESSION`, `BPF_UPROBE_SESSION`")
FAMILY(SET, others, "registers written", "`PT_REGS_SET_*`, `PT_REGS_RETURN`")
FAMILY(ANY, others, "one object for all", "`__TARGET_ARCH_any`")

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Stands in for a register file where no architecture is known: programs that
 * need no register (BPF_PROG) compile, the others say what is missing.
 *
 * Included by select.h.
 */
#define ___BPF_NO_TARGET
#define ___BPF_ARCH "no target"
#define ___bpf_own(name) ___bpf_no_target_##name
#define ___BPF_REG_BITS 64

#define ___BPF_REGS pt_regs___bpf_no_target
struct ___BPF_REGS {
	__u64 none;
};

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG none
#define __PT_PARM2_REG none
#define __PT_PARM3_REG none
#define __PT_PARM4_REG none
#define __PT_PARM5_REG none
#define __PT_PARM6_REG none
#define __PT_PARM7_REG none
#define __PT_PARM8_REG none

#define __PT_RET_REG none
#define __PT_FP_REG none
#define __PT_RC_REG none
#define __PT_SP_REG none
#define __PT_IP_REG none

#define ___BPF_GO_STACK_PARM 0
#define ___BPF_GO_G_REG none
#define ___BPF_GO_CTXT_REG none

#define __PT_PARM1_SYSCALL_REG none
#define __PT_PARM2_SYSCALL_REG none
#define __PT_PARM3_SYSCALL_REG none
#define __PT_PARM4_SYSCALL_REG none
#define __PT_PARM5_SYSCALL_REG none
#define __PT_PARM6_SYSCALL_REG none
#define __PT_PARM7_SYSCALL_REG none
#define ___BPF_SYSCALL_NR_REG none
#define ___BPF_MODE_REG none
#define ___bpf_kernel_mode(mode) (mode)
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_FSYSCALL_PREFIX ""

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
};

#include "fetch.h"

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * arm (EABI)
 *
 * Functions: arguments in r0 to r3, then on the stack; value in r0; return
 * address in r14 (lr). The frame pointer is r11; code compiled to Thumb
 * (a CONFIG_THUMB2_KERNEL kernel, Debian's armhf programs) uses r7 instead.
 * (Procedure Call Standard for the Arm Architecture, 6.4)
 * Syscalls: number in r7, arguments in r0 to r6, intact until return.
 * (arch/arm/kernel/entry-common.S)
 * Wrapper: none; sys_<name> takes C arguments, the fifth and sixth on the
 * kernel stack, pushed from r4 and r5. (arch/arm/kernel/entry-common.S)
 */
#define ___BPF_ARCH "arm"
#define ___bpf_own(name) ___bpf_arm_##name
#define bpf_target_arm
#define ___BPF_REG_BITS 32

/* arch/arm/include/uapi/asm/ptrace.h: uregs[15] is the pc, [16] the cpsr */
#define ___BPF_REGS pt_regs___bpf_arm
struct ___BPF_REGS {
	__u32 uregs[18];
};
#define ___bpf_kernels_arm(el, eb, args...) el(arm, 72, ##args) eb(arm, 72, ##args)

#define ___BPF_PARM_REGS 4
#define __PT_PARM1_REG uregs[0]
#define __PT_PARM2_REG uregs[1]
#define __PT_PARM3_REG uregs[2]
#define __PT_PARM4_REG uregs[3]
#define ___BPF_PAIRS ___BPF_EVEN_REG

#define __PT_RET_REG uregs[14]
#define __PT_FP_REG uregs[11]
#define __PT_RC_REG uregs[0]
#define ___BPF_RC2_REG uregs[1]
#define ___bpf_returned(aggregate, size, user) ((size) <= ((aggregate) ? 4 : 8))
#define __PT_SP_REG uregs[13]
#define __PT_IP_REG uregs[15]
#define ___BPF_THUMB_REG uregs[16]

/* Go: a word at the stack pointer is for lr; functions end with ldr pc, [sp], #frame. (obj5.go) */
#define ___BPF_GO_STACK_PARM 4
#define ___BPF_GO_G_REG uregs[10]
#define ___BPF_GO_CTXT_REG uregs[7]
#define ___BPF_GO_RET_POPS

#define __PT_PARM1_SYSCALL_REG uregs[17]
#define ___BPF_HANDLER_PARM1_REG uregs[0]
/* Another mode than USR (cpsr). (asm/ptrace.h, user_mode()) */
#define ___BPF_MODE_REG uregs[16]
#define ___bpf_kernel_mode(cpsr) ((cpsr) & 0xf)
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG uregs[1]
#define __PT_PARM3_SYSCALL_REG uregs[2]
#define __PT_PARM4_SYSCALL_REG uregs[3]
#define __PT_PARM5_SYSCALL_REG uregs[4]
#define __PT_PARM6_SYSCALL_REG uregs[5]
#define __PT_PARM7_SYSCALL_REG uregs[6]
/* As the user gave it. The kernel's own is in thread_info; it tells not if one runs. */
#define ___BPF_SYSCALL_NR_REG uregs[7]
#define ___BPF_SYSCALL_REGS_LOW uregs[0]
#define ___BPF_SYSCALL_REGS_HIGH uregs[5]

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_MMAP_SYSCALL "mmap_pgoff"
#define ___BPF_FADVISE64_SYSCALL "arm_fadvise64_64"
#define ___BPF_SYNC_FILE_RANGE "sync_file_range2"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.float_regs = 8,
	.float_halves = 1,
	/* r4 and r5 still hold them (but for OABI's indirect syscall). */
	.syscall_parms_in_place = 1,
	.mmap_shift = 12,
	.clone_backwards = 1,
	.fadvise64_advice_second = 1,
	.sync_file_range_flags_second = 1,
};

#include "../tracing/fetch.h"

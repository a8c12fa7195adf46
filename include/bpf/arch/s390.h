/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * s390x (64-bit)
 *
 * Functions: arguments in r2 to r6, then on the stack above the caller's
 * 160-byte register save area; value in r2; return address in r14; frame
 * pointer r11 where one is used; r15 is the stack pointer.
 * (ELF ABI s390x Supplement, 1.2)
 * Syscalls: number in r1 or the instruction, arguments in r2 to r7. The
 * kernel overwrites r2 (number, then -ENOSYS), so the first argument is only
 * in orig_gpr2. (arch/s390/kernel/syscall.c)
 * Wrapper: __s390x_sys_<name>(const struct pt_regs *) since 5.12, when
 * do_syscall_trace_enter() gave way to the generic entry code; in 5.1 to 5.11
 * the function of that name takes C arguments.
 */
#define ___BPF_ARCH "s390"
#define ___bpf_own(name) ___bpf_s390_##name
#define bpf_target_s390
#define ___BPF_REG_BITS 64

/* arch/s390/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_s390
struct ___BPF_REGS {
	__u64 args[1];
	struct {
		__u64 mask, addr;
	} psw;
	__u64 gprs[16], orig_gpr2;
	__u32 int_code, int_parm;
	__u64 int_parm_long, flags;
};
/* PT_REGS_S390: their type, as older libbpf had it. */
#define PT_REGS_S390 const volatile struct ___BPF_REGS
#define ___bpf_kernels_s390(el, eb, args...) eb(s390, 152, ##args)

#define ___BPF_PARM_REGS 5
#define __PT_PARM1_REG gprs[2]
#define __PT_PARM2_REG gprs[3]
#define __PT_PARM3_REG gprs[4]
#define __PT_PARM4_REG gprs[5]
#define __PT_PARM5_REG gprs[6]
#define ___bpf_by_value(aggregate, size) ((size) <= 8 && !((size) & ((size) - 1)))
#define ___BPF_SPILL ___BPF_CLOSES

#define __PT_RET_REG gprs[14]
#define __PT_FP_REG gprs[11]
#define __PT_RC_REG gprs[2]
#define ___bpf_returned(aggregate, size, user) (!(aggregate) && (size) <= 8)
#define __PT_SP_REG gprs[15]
#define __PT_IP_REG psw.addr

/* Go: a word at the stack pointer is for the link register. (abi-internal.md, s390x) */
#define ___bpf_go_regs(reg) \
	reg(0, gprs[2]) reg(1, gprs[3]) reg(2, gprs[4]) reg(3, gprs[5]) reg(4, gprs[6]) \
	reg(5, gprs[7]) reg(6, gprs[8]) reg(7, gprs[9])
#define ___BPF_GO_FLOAT_REGS 16
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG gprs[13]
#define ___BPF_GO_CTXT_REG gprs[12]

#define __PT_PARM1_SYSCALL_REG orig_gpr2
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG gprs[3]
#define __PT_PARM3_SYSCALL_REG gprs[4]
#define __PT_PARM4_SYSCALL_REG gprs[5]
#define __PT_PARM5_SYSCALL_REG gprs[6]
#define __PT_PARM6_SYSCALL_REG gprs[7]
#define ___BPF_SYSCALL_REGS_LOW gprs[3]
#define ___BPF_SYSCALL_REGS_HIGH orig_gpr2
#define ___BPF_SYSCALL_WRAPPER

/* The problem state bit of the PSW is set in user mode. */
#define ___BPF_MODE_REG psw.mask
#define ___bpf_kernel_mode(mask) (!((mask) & (1ULL << 48)))
/* PIF_SYSCALL. (arch/s390/include/asm/syscall.h, syscall_get_nr()) */
#define ___BPF_SYSCALL_NR_REG int_code
#define ___bpf_syscall_nr(int_code) ((int_code) & 0xffff)
#define ___BPF_IN_SYSCALL_REG flags
#define ___bpf_in_syscall(flags) ((flags) & 1)
#define ___BPF_FSYSCALL_PREFIX "__s390x_sys_"

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_MMAP_SYSCALL "old_mmap"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "s390_ipc"

/*
 * 31-bit tasks: the extended addressing bit of the PSW is clear; a pointer's
 * upper bit does not count. (arch/s390/include/asm/syscall_wrapper.h before 7)
 */
#define ___BPF_COMPAT_SECTION "kprobe/__s390_compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/__s390_sys_"
#define ___BPF_COMPAT_MODE_REG psw.mask
#define ___bpf_compat_mode(mask) (!((mask) & (1ULL << 32)))

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.user_regs_end = 16384,
	.stack_parm = 160,
	.float_regs = 4,
	.structs_right = 1,
	.mmap_struct = 1,
	.clone_backwards = 2,
	.ipc_of_five = 1,
	.compat_pointer_bits = 31,
};

#include "../tracing/fetch.h"

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Tracing macros for BPF programs, right on every architecture.
 *
 * Include this in place of libbpf's <bpf/bpf_tracing.h>, after vmlinux.h or
 * the kernel's UAPI headers or neither, and say for which architecture you
 * compile with -D__TARGET_ARCH_<name> (the names stand in tracing/select.h).
 *
 *   macro                          yields                                    in
 *   -----------------------------  ----------------------------------------  ------------------
 *   PT_REGS_PARM1..8(ctx)          function argument in a register           tracing/regs.h
 *   PT_REGS_RC, SP, IP, FP, RET    return value, stack, code, frame, link    tracing/regs.h
 *   PT_REGS_RET_IP(ctx)            return address at function entry          tracing/regs.h
 *   PT_REGS_*_CORE(regs)           the same from any kernel pointer          tracing/regs.h
 *   PT_REGS_SET_PARM1..8, RC, IP   the same written, in uprobes              tracing/set.h
 *   PT_REGS_RETURN(ctx, value)     return at once from a user function       tracing/set.h
 *   PT_REGS_PARM1..7_SYSCALL       syscall argument in the user's registers  tracing/regs.h
 *   PT_REGS_SYSCALL_REGS(ctx)      those registers, in a syscall kprobe      tracing/syscall.h
 *   BPF_KSYSCALL(name, args...)    program on a syscall function             tracing/syscall.h
 *   BPF_KSYSCALL_MMAP, _CLONE, ..  the same where syscalls are not alike     tracing/quirks.h
 *   BPF_KSYSCALL_COMPAT            the same for 32-bit tasks                 tracing/compat.h
 *   BPF_KPROBE, BPF_UPROBE         program on a function's entry             tracing/kprobe.h
 *   BPF_KRETPROBE, BPF_URETPROBE   program on a function's return            tracing/kprobe.h
 *   BPF_KPROBE_SESSION, _UPROBE_   program on both, with a cookie            tracing/session.h
 *   BPF_KPROBE2, BPF_UPROBE2, ..   the same for any types: 64 bits on        tracing/typed.h
 *                                  32-bit kernels, structs by value
 *   BPF_UPROBE_GO, _ABI0, _RET     program on a Go function                  tracing/go.h
 *   PT_REGS_PARM(ctx, n), RC64     argument n, on the stack too; 64 bits     tracing/regs.h
 *   PT_REGS_PARM_N, _SYSCALL_PARM_N  argument n, known at run time only      tracing/regs.h
 *   BPF_SYS_ENTER, BPF_SYS_EXIT    any syscall, with its number and value    tracing/sys_event.h
 *   BPF_SYSCALL_TP                 program on tp/syscalls/sys_enter_*        tracing/sys_event.h
 *   BPF_FSYSCALL, BPF_FSYSCALL_EXIT  fentry, fexit on a syscall              tracing/fsyscall.h
 *   PT_REGS_SYSCALL_NR, IS_USER    number of the syscall; mode               tracing/regs.h
 *   bpf_user_regs()                the current task's user registers         tracing/regs.h
 *   BPF_PROG, BPF_PROG2            fentry, fexit, tp_btf, raw_tp, lsm        tracing/prog.h
 *
 * Settings, all optional, given before the include or with -D:
 *   BPF_SYSCALL_WRAPPER=0|1   pin what BPF_KSYSCALL else finds out in each call
 *   BPF_TRACING_CORE=0|1      whether the program may depend on kernel BTF;
 *                             the default is 1 after vmlinux.h and for the target any, else 0
 *   BPF_SOFT_FLOAT=1          the user program of BPF_UPROBE2 passes float and
 *                             double as integers (armel, riscv lp64)
 */
#if defined(__BPF_TRACING_H__) && !defined(BPF_TRACING_VERSION_MAJOR)
#error "libbpf's bpf_tracing.h was included before this one: put -I of this library's \
include/ before libbpf's, or include <bpf/bpf_tracing.h> first"
#endif

#ifndef __BPF_TRACING_H__
#define __BPF_TRACING_H__

#define BPF_TRACING_VERSION_MAJOR 0
#define BPF_TRACING_VERSION_MINOR 3
#define BPF_TRACING_VERSION_PATCH 0

#ifdef __cplusplus
#error "bpf_tracing.h: BPF programs are C; compile this file with clang or gcc as C"
#endif

/*
 * bpf_helpers.h wants __u64 and its kin from whoever includes it. Whoever
 * came with vmlinux.h, UAPI headers or bpf_helpers.h has them; else they come
 * from the UAPI header, or from here where none is installed for the target.
 */
#if !defined(__VMLINUX_H__) && !defined(_LINUX_TYPES_H) && !defined(__BPF_HELPERS__)
#if __has_include(<linux/types.h>) && __has_include(<asm/types.h>)
#include <linux/types.h>
#else
typedef __UINT8_TYPE__ __u8;
typedef __INT8_TYPE__ __s8;
typedef __UINT16_TYPE__ __u16;
typedef __INT16_TYPE__ __s16;
typedef __UINT32_TYPE__ __u32;
typedef __INT32_TYPE__ __s32;
__extension__ typedef unsigned long long __u64;
__extension__ typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;
#endif
#endif

#ifndef __BPF_HELPERS__
#ifdef __STRICT_ANSI__
#pragma push_macro("asm")
#undef asm
#define asm __asm__	/* it is written for -std=gnu99 and later */
#endif
#if __has_include(<bpf/bpf_helpers.h>)
#include <bpf/bpf_helpers.h>
#elif __has_include(<bpf_helpers.h>)
#include <bpf_helpers.h>
#else
#error "bpf_tracing.h: libbpf's <bpf/bpf_helpers.h> not found: install \
libbpf's headers (Debian: libbpf-dev) or add -I of the directory that holds bpf/"
#endif
#ifdef __STRICT_ANSI__
#pragma pop_macro("asm")
#endif
#endif

/*
 * GCC before 14 keeps the constants that libbpf's helpers are in a register
 * when one is called twice, and then refuses the indirect call. It has another
 * way to declare them.
 */
#if !defined(__clang__) && __GNUC__ < 14
#define ___bpf_helper(number) __attribute__((__kernel_helper__(number)))
extern long ___bpf_probe_read(void *dst, __u32 size, const void *from) ___bpf_helper(4);
extern long ___bpf_probe_read_user(void *dst, __u32 size, const void *from) ___bpf_helper(112);
extern long ___bpf_probe_read_kernel(void *dst, __u32 size, const void *from) ___bpf_helper(113);
#define bpf_probe_read ___bpf_probe_read
#define bpf_probe_read_user ___bpf_probe_read_user
#define bpf_probe_read_kernel ___bpf_probe_read_kernel
#endif

#ifndef BPF_TRACING_CORE
#if defined(__VMLINUX_H__) || defined(__TARGET_ARCH_any)
#define BPF_TRACING_CORE 1
#else
#define BPF_TRACING_CORE 0
#endif
#endif

/* What programs ask to be warned of in their own code. */
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wconstant-logical-operand"
#endif
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"

#include "tracing/select.h"
#include "tracing/args.h"
#include "tracing/convert.h"
#include "tracing/regs.h"
#include "tracing/set.h"
#include "tracing/kprobe.h"
#include "tracing/session.h"
#include "tracing/psabi.h"
#include "tracing/syscall.h"
#include "tracing/typed.h"
#include "tracing/go_abi.h"
#include "tracing/go.h"
#include "tracing/quirks.h"
#include "tracing/compat.h"
#include "tracing/prog.h"
#include "tracing/sys_event.h"
#include "tracing/fsyscall.h"

#pragma GCC diagnostic pop

#endif /* __BPF_TRACING_H__ */

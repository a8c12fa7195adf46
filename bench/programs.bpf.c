// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * A program for each macro, which does nothing but have its values in
 * registers. One line each: bench.py leaves out those that do not compile.
 */
#include "bench.bpf.h"

#define REG(m) int reg_##m(struct pt_regs *ctx) { USE(PT_REGS_##m(ctx)); return 0; }
#define CORE(m) int core_##m(struct pt_regs *ctx) { USE(PT_REGS_##m##_CORE(ctx)); return 0; }
#define CORE_SYSCALL(m) int core_##m##_SYSCALL(struct pt_regs *ctx) { USE(PT_REGS_##m##_CORE_SYSCALL(ctx)); return 0; }

/* What an empty program takes is the floor of those in its section. */
SEC("kprobe") int empty_kprobe(struct pt_regs *ctx) { (void)ctx; return 0; }
SEC("kretprobe") int empty_kretprobe(struct pt_regs *ctx) { (void)ctx; return 0; }
SEC("uprobe") int empty_uprobe(struct pt_regs *ctx) { (void)ctx; return 0; }
SEC("uretprobe") int empty_uretprobe(struct pt_regs *ctx) { (void)ctx; return 0; }
SEC("raw_tp") int empty_raw_tp(void *ctx) { (void)ctx; return 0; }

SEC("kprobe") int BPF_KSYSCALL(ksyscall_0) { return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_1, unsigned long a) { USE(a); return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_2, unsigned long a, unsigned long b) { USE2(a, b); return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_3, unsigned long a, unsigned long b, unsigned long c) { USE3(a, b, c); return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_4, unsigned long a, unsigned long b, unsigned long c, unsigned long d) { USE4(a, b, c, d); return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_5, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e) { USE5(a, b, c, d, e); return 0; }
SEC("kprobe") int BPF_KSYSCALL(ksyscall_6, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f) { USE6(a, b, c, d, e, f); return 0; }

#ifdef HAND_ARG
/* The same, right on this architecture, from what libbpf's user has. */
#define HAND(n) unsigned long value##n = HAND_ARG(ctx, n)
SEC("kprobe") int hand_1(struct pt_regs *ctx) { HAND(1); USE(value1); return 0; }
SEC("kprobe") int hand_2(struct pt_regs *ctx) { HAND(1); HAND(2); USE2(value1, value2); return 0; }
SEC("kprobe") int hand_3(struct pt_regs *ctx) { HAND(1); HAND(2); HAND(3); USE3(value1, value2, value3); return 0; }
SEC("kprobe") int hand_4(struct pt_regs *ctx) { HAND(1); HAND(2); HAND(3); HAND(4); USE4(value1, value2, value3, value4); return 0; }
SEC("kprobe") int hand_5(struct pt_regs *ctx) { HAND(1); HAND(2); HAND(3); HAND(4); HAND(5); USE5(value1, value2, value3, value4, value5); return 0; }
SEC("kprobe") int hand_6(struct pt_regs *ctx) { HAND(1); HAND(2); HAND(3); HAND(4); HAND(5); HAND(6); USE6(value1, value2, value3, value4, value5, value6); return 0; }
#endif

SEC("kprobe") int BPF_KPROBE(kprobe_0) { return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_1, unsigned long a) { USE(a); return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_2, unsigned long a, unsigned long b) { USE2(a, b); return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_3, unsigned long a, unsigned long b, unsigned long c) { USE3(a, b, c); return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_4, unsigned long a, unsigned long b, unsigned long c, unsigned long d) { USE4(a, b, c, d); return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_5, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e) { USE5(a, b, c, d, e); return 0; }
SEC("kprobe") int BPF_KPROBE(kprobe_6, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f) { USE6(a, b, c, d, e, f); return 0; }
SEC("kprobe") int BPF_KPROBE2(kprobe2_1, unsigned long, a) { USE(a); return 0; }
SEC("kprobe") int BPF_KPROBE2(kprobe2_6, unsigned long, a, unsigned long, b, unsigned long, c, unsigned long, d, unsigned long, e, unsigned long, f) { USE6(a, b, c, d, e, f); return 0; }
SEC("kprobe") int BPF_KSYSCALL2(ksyscall2_1, unsigned long, a) { USE(a); return 0; }
SEC("kprobe") int BPF_KSYSCALL2(ksyscall2_6, unsigned long, a, unsigned long, b, unsigned long, c, unsigned long, d, unsigned long, e, unsigned long, f) { USE6(a, b, c, d, e, f); return 0; }
SEC("kretprobe") int BPF_KRETPROBE(kretprobe_0) { return 0; }
SEC("kretprobe") int BPF_KRETPROBE(kretprobe_1, unsigned long ret) { USE(ret); return 0; }
SEC("uprobe") int BPF_UPROBE(uprobe_1, int a) { USE(a); return 0; }
SEC("uprobe") int BPF_UPROBE(uprobe_2, int a, int b) { USE2(a, b); return 0; }
SEC("uprobe") int BPF_UPROBE(uprobe_3, int a, int b, int c) { USE3(a, b, c); return 0; }
SEC("uprobe") int BPF_UPROBE(uprobe_4, int a, int b, int c, int d) { USE4(a, b, c, d); return 0; }
SEC("uretprobe") int BPF_URETPROBE(uretprobe_1, int ret) { USE(ret); return 0; }
SEC("raw_tp") int BPF_PROG(prog_1, struct pt_regs *regs) { USE(regs); return 0; }
SEC("raw_tp") int BPF_PROG(prog_2, struct pt_regs *regs, unsigned long id) { USE2(regs, id); return 0; }
SEC("raw_tp") int BPF_PROG(prog_6, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f) { USE6(a, b, c, d, e, f); return 0; }
SEC("raw_tp") int BPF_PROG2(prog2_2, struct pt_regs *, regs, unsigned long, id) { USE2(regs, id); return 0; }
SEC("raw_tp") int BPF_PROG2(prog2_6, unsigned long, a, unsigned long, b, unsigned long, c, unsigned long, d, unsigned long, e, unsigned long, f) { USE6(a, b, c, d, e, f); return 0; }

SEC("kprobe") REG(PARM1)
SEC("kprobe") REG(PARM2)
SEC("kprobe") REG(PARM3)
SEC("kprobe") REG(PARM4)
SEC("kprobe") REG(PARM5)
SEC("kprobe") REG(PARM6)
SEC("kprobe") REG(PARM7)
SEC("kprobe") REG(PARM8)
SEC("kprobe") REG(SP)
SEC("kprobe") REG(IP)
SEC("kprobe") REG(FP)
SEC("kprobe") REG(RET)
SEC("kprobe") REG(RET_IP)
SEC("kretprobe") REG(RC)
SEC("kprobe") REG(PARM1_SYSCALL)
SEC("kprobe") REG(PARM2_SYSCALL)
SEC("kprobe") REG(PARM3_SYSCALL)
SEC("kprobe") REG(PARM4_SYSCALL)
SEC("kprobe") REG(PARM5_SYSCALL)
SEC("kprobe") REG(PARM6_SYSCALL)
SEC("kprobe") CORE(PARM1)
SEC("kprobe") CORE(PARM2)
SEC("kprobe") CORE(PARM3)
SEC("kprobe") CORE(PARM4)
SEC("kprobe") CORE(PARM5)
SEC("kprobe") CORE(PARM6)
SEC("kprobe") CORE(PARM7)
SEC("kprobe") CORE(PARM8)
SEC("kprobe") CORE(SP)
SEC("kprobe") CORE(IP)
SEC("kprobe") CORE(FP)
SEC("kprobe") CORE(RET)
SEC("kretprobe") CORE(RC)
SEC("kprobe") CORE_SYSCALL(PARM1)
SEC("kprobe") CORE_SYSCALL(PARM2)
SEC("kprobe") CORE_SYSCALL(PARM3)
SEC("kprobe") CORE_SYSCALL(PARM4)
SEC("kprobe") CORE_SYSCALL(PARM5)
SEC("kprobe") CORE_SYSCALL(PARM6)
SEC("kprobe") int syscall_regs(struct pt_regs *ctx) { USE(PT_REGS_SYSCALL_REGS(ctx)); return 0; }
SEC("kprobe") int read_ret_ip(struct pt_regs *ctx) { unsigned long ip; BPF_KPROBE_READ_RET_IP(ip, ctx); USE(ip); return 0; }
SEC("kretprobe") int kret_read_ret_ip(struct pt_regs *ctx) { unsigned long ip; BPF_KRETPROBE_READ_RET_IP(ip, ctx); USE(ip); return 0; }

#ifdef WITH_VMLINUX
/* Another way to load a syscall's arguments, for comparison; it wants the JIT. */
extern void *bpf_rdonly_cast(const void *obj, __u32 btf_id) __ksym __weak;
SEC("kprobe") int rdonly_cast_6(struct pt_regs *ctx) { const __u64 *regs = bpf_rdonly_cast((void *)PT_REGS_PARM1(ctx), bpf_core_type_id_kernel(struct pt_regs)); USE6(regs[3], regs[4], regs[5], regs[6], regs[7], regs[8]); return 0; }
#endif

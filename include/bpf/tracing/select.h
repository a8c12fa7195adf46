/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Names: the one place that turns -D__TARGET_ARCH_<name> into a header of
 * arch/. Without a define the compiler's own target macros decide where they
 * can. Two names for different headers are an error here; none, or one that is
 * not in the table, is an error where a macro needs a register.
 * bpf_target_<family> and bpf_target_defined are set as in libbpf.
 *
 * ___BPF_NAMES_<header>(name, compiler): the names that programs may give for
 * arch/<header>.h, its own first, and what compilers for it define. For x86
 * with __i386__ it is i386.
 *
 * Included by bpf_tracing.h. In here are names only, and what they select.
 */
#define ___BPF_NAMES_x86(name, compiler) name(x86) name(x86_64) name(amd64) compiler(__x86_64__)
#define ___BPF_NAMES_i386(name, compiler) name(i386) compiler(__i386__)
#define ___BPF_NAMES_arm64(name, compiler) name(arm64) name(aarch64) compiler(__aarch64__)
#define ___BPF_NAMES_arm(name, compiler) name(arm) name(armhf) name(armel) compiler(__arm__)
#define ___BPF_NAMES_s390(name, compiler) name(s390) name(s390x) compiler(__s390x__)
#define ___BPF_NAMES_powerpc(name, compiler)                                      \
	name(powerpc) name(powerpc64) name(powerpc64le) name(ppc64) name(ppc64le) \
	compiler(__powerpc64__)
#define ___BPF_NAMES_powerpc32(name, compiler) \
	name(powerpc32) name(ppc) name(ppc32) compiler(__powerpc__ && !__powerpc64__)
#define ___BPF_NAMES_riscv(name, compiler) \
	name(riscv) name(riscv64) compiler(__riscv_xlen == 64)
#define ___BPF_NAMES_riscv32(name, compiler) name(riscv32) compiler(__riscv_xlen == 32)
#define ___BPF_NAMES_mips(name, compiler) name(mips) name(mips64) compiler(__mips64)
#define ___BPF_NAMES_mips32(name, compiler) name(mips32) compiler(__mips__ && !__mips64)
#define ___BPF_NAMES_sparc(name, compiler) \
	name(sparc) name(sparc64) compiler(__sparc__ && __arch64__)
#define ___BPF_NAMES_loongarch(name, compiler) \
	name(loongarch) name(loongarch64) name(loong64) compiler(__loongarch64)
#define ___BPF_NAMES_arc(name, compiler) \
	name(arc) name(arcv2) compiler(__arc__ && !__ARC600__ && !__ARC700__)
#define ___BPF_NAMES_arcompact(name, compiler) \
	name(arcompact) compiler(__arc__ && (__ARC600__ || __ARC700__))
#define ___BPF_NAMES_sh(name, compiler) name(sh) name(sh4) name(superh) compiler(__sh__)
/* The running kernel's: any.h. */
#define ___BPF_NAMES_any(name, compiler) name(any)

#define ___BPF_TARGETS(each, args...)                                                   \
	each(x86, ##args) each(i386, ##args) each(arm64, ##args) each(arm, ##args)      \
	each(s390, ##args) each(powerpc, ##args) each(powerpc32, ##args)                \
	each(riscv, ##args) each(riscv32, ##args) each(mips, ##args)                    \
	each(mips32, ##args) each(sparc, ##args) each(loongarch, ##args)                \
	each(arc, ##args) each(arcompact, ##args) each(sh, ##args)                      \
	each(any, ##args)

/* For messages: " x86 i386 ..." */
#define ___bpf_listed(target) " " #target
#define ___BPF_TARGET_LIST ___BPF_TARGETS(___bpf_listed)

/* Names reach # and ## unexpanded: a program may have macros that are called so. */
#define ___bpf_none(x)
#define ___bpf_or(x) || (x)
#define ___bpf_or_defined(name) || defined(__TARGET_ARCH_##name)
#define ___bpf_is_named(target) (0 ___BPF_NAMES_##target(___bpf_or_defined, ___bpf_none))
#define ___bpf_detected(target) (0 ___BPF_NAMES_##target(___bpf_none, ___bpf_or))
#define ___bpf_plus_named(target) \
	+ (0 ___BPF_NAMES_##target(___bpf_or_defined, ___bpf_none))

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wexpansion-to-defined"
#pragma GCC diagnostic ignored "-Wundef"

#if ___BPF_TARGETS(___bpf_plus_named) > 1
_Static_assert(0, "more than one __TARGET_ARCH_* is defined: define one of" ___BPF_TARGET_LIST);
#define ___bpf_selected(target) 0
#elif ___bpf_is_named(any)
#define ___BPF_TARGET_ANY
#define ___bpf_selected(target) 1
#elif ___BPF_TARGETS(___bpf_plus_named)
#define ___bpf_selected ___bpf_is_named
#else
#define ___bpf_selected ___bpf_detected
#endif

#include "access.h"
#include "words.h"

#if ___bpf_selected(x86) && !defined(__i386__)
#include "../arch/x86.h"
#endif
#if ___bpf_selected(i386) || (___bpf_selected(x86) && defined(__i386__))
#include "../arch/i386.h"
#endif
#if ___bpf_selected(arm64)
#include "../arch/arm64.h"
#endif
#if ___bpf_selected(arm)
#include "../arch/arm.h"
#endif
#if ___bpf_selected(s390)
#include "../arch/s390.h"
#endif
#if ___bpf_selected(powerpc)
#include "../arch/powerpc.h"
#endif
#if ___bpf_selected(powerpc32)
#include "../arch/powerpc32.h"
#endif
#if ___bpf_selected(riscv)
#include "../arch/riscv.h"
#endif
#if ___bpf_selected(riscv32)
#include "../arch/riscv32.h"
#endif
#if ___bpf_selected(mips)
#include "../arch/mips.h"
#endif
#if ___bpf_selected(mips32)
#include "../arch/mips32.h"
#endif
#if ___bpf_selected(sparc)
#include "../arch/sparc.h"
#endif
#if ___bpf_selected(loongarch)
#include "../arch/loongarch.h"
#endif
#if ___bpf_selected(arc)
#include "../arch/arc.h"
#endif
#if ___bpf_selected(arcompact)
#ifdef ___BPF_TARGET_ANY
/* Found as arc: the names of registers are the same. */
#define ___bpf_kernels_arcompact(el, eb, args...)
#else
#include "../arch/arcompact.h"
#endif
#endif
#if ___bpf_selected(sh)
#include "../arch/sh.h"
#endif

#pragma GCC diagnostic pop

#ifdef ___BPF_TARGET_ANY
#include "any.h"
#elif !defined(___BPF_ARCH)
#include "no_target.h"
#endif

#ifndef ___BPF_NO_TARGET
#define bpf_target_defined
#endif

/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * The one place that turns -D__TARGET_ARCH_<name> into a register file.
 *
 *   name         also accepted                               register file
 *   -----------  ------------------------------------------  -----------------
 *   x86          x86_64, amd64                               x86-64
 *   i386         (x86 with __i386__)                         i386
 *   arm64        aarch64                                     arm64
 *   arm          armhf, armel                                arm EABI
 *   s390         s390x                                       s390x
 *   powerpc      powerpc64, ppc64, ppc64le, powerpc64le      powerpc 64-bit
 *   powerpc32    ppc, ppc32                                  powerpc 32-bit
 *   riscv        riscv64                                     riscv64
 *   riscv32                                                  riscv32
 *   mips         mips64                                      mips n64 kernel
 *   mips32                                                   mips o32 kernel
 *   sparc        sparc64                                     sparc64
 *   loongarch    loongarch64, loong64                        loongarch64
 *   arc          arcv2                                       ARCv2
 *   arcompact                                                ARCompact
 *   sh           sh4, superh                                 sh
 *   any                                                      the running kernel's
 *
 * Without a define the compiler's own target macros decide where they can.
 * Two names for different register files are an error here; none, or one that
 * is not in the table, is an error where a macro needs a register.
 * bpf_target_<family> and bpf_target_defined are set as in libbpf.
 */

#if defined(__TARGET_ARCH_x86) || defined(__TARGET_ARCH_x86_64) || defined(__TARGET_ARCH_amd64)
#define ___BPF_TARGET_NAMED
#ifdef __i386__
#define ___BPF_TARGET_I386
#else
#define ___BPF_TARGET_X86
#endif
#endif
#if defined(__TARGET_ARCH_i386)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_I386
#endif
#if defined(__TARGET_ARCH_arm64) || defined(__TARGET_ARCH_aarch64)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_ARM64
#endif
#if defined(__TARGET_ARCH_arm) || defined(__TARGET_ARCH_armhf) || defined(__TARGET_ARCH_armel)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_ARM
#endif
#if defined(__TARGET_ARCH_s390) || defined(__TARGET_ARCH_s390x)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_S390
#endif
#if defined(__TARGET_ARCH_powerpc) || defined(__TARGET_ARCH_powerpc64) || \
	defined(__TARGET_ARCH_powerpc64le) || defined(__TARGET_ARCH_ppc64) || \
	defined(__TARGET_ARCH_ppc64le)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_POWERPC
#endif
#if defined(__TARGET_ARCH_powerpc32) || defined(__TARGET_ARCH_ppc) || \
	defined(__TARGET_ARCH_ppc32)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_POWERPC32
#endif
#if defined(__TARGET_ARCH_riscv) || defined(__TARGET_ARCH_riscv64)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_RISCV
#endif
#if defined(__TARGET_ARCH_riscv32)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_RISCV32
#endif
#if defined(__TARGET_ARCH_mips) || defined(__TARGET_ARCH_mips64)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_MIPS
#endif
#if defined(__TARGET_ARCH_mips32)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_MIPS32
#endif
#if defined(__TARGET_ARCH_sparc) || defined(__TARGET_ARCH_sparc64)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_SPARC
#endif
#if defined(__TARGET_ARCH_loongarch) || defined(__TARGET_ARCH_loongarch64) || \
	defined(__TARGET_ARCH_loong64)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_LOONGARCH
#endif
#if defined(__TARGET_ARCH_arc) || defined(__TARGET_ARCH_arcv2)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_ARC
#endif
#if defined(__TARGET_ARCH_arcompact)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_ARCOMPACT
#endif

#if defined(__TARGET_ARCH_sh) || defined(__TARGET_ARCH_sh4) || defined(__TARGET_ARCH_superh)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_SH
#endif
#if defined(__TARGET_ARCH_any)
#define ___BPF_TARGET_NAMED
#define ___BPF_TARGET_ANY
#endif

#ifdef ___BPF_TARGET_NAMED
#if defined(___BPF_TARGET_X86) + defined(___BPF_TARGET_I386) + \
	defined(___BPF_TARGET_ARM64) + defined(___BPF_TARGET_ARM) + defined(___BPF_TARGET_S390) + \
	defined(___BPF_TARGET_POWERPC) + defined(___BPF_TARGET_POWERPC32) + \
	defined(___BPF_TARGET_RISCV) + defined(___BPF_TARGET_RISCV32) + \
	defined(___BPF_TARGET_MIPS) + defined(___BPF_TARGET_MIPS32) + \
	defined(___BPF_TARGET_SPARC) + defined(___BPF_TARGET_LOONGARCH) + \
	defined(___BPF_TARGET_ARC) + defined(___BPF_TARGET_ARCOMPACT) + \
	defined(___BPF_TARGET_SH) + defined(___BPF_TARGET_ANY) > 1
#error "more than one __TARGET_ARCH_* is defined: define one of x86 i386 arm64 arm s390 powerpc powerpc32 riscv riscv32 mips mips32 sparc loongarch arc arcompact sh any"
#define ___BPF_TARGET_CONFLICT
#undef ___BPF_TARGET_ANY
#endif
#else
#if defined(__x86_64__)
#define ___BPF_TARGET_X86
#elif defined(__i386__)
#define ___BPF_TARGET_I386
#elif defined(__aarch64__)
#define ___BPF_TARGET_ARM64
#elif defined(__arm__)
#define ___BPF_TARGET_ARM
#elif defined(__s390x__)
#define ___BPF_TARGET_S390
#elif defined(__powerpc64__)
#define ___BPF_TARGET_POWERPC
#elif defined(__powerpc__)
#define ___BPF_TARGET_POWERPC32
#elif defined(__riscv) && __riscv_xlen == 64
#define ___BPF_TARGET_RISCV
#elif defined(__riscv) && __riscv_xlen == 32
#define ___BPF_TARGET_RISCV32
#elif defined(__mips64)
#define ___BPF_TARGET_MIPS
#elif defined(__mips__)
#define ___BPF_TARGET_MIPS32
#elif defined(__sparc__) && defined(__arch64__)
#define ___BPF_TARGET_SPARC
#elif defined(__loongarch64)
#define ___BPF_TARGET_LOONGARCH
#elif defined(__arc__) && (defined(__ARC600__) || defined(__ARC700__))
#define ___BPF_TARGET_ARCOMPACT
#elif defined(__arc__)
#define ___BPF_TARGET_ARC
#elif defined(__sh__)
#define ___BPF_TARGET_SH
#endif
#endif /* ___BPF_TARGET_NAMED */

#include "access.h"

#ifndef ___BPF_TARGET_CONFLICT
#if defined(___BPF_TARGET_X86) || defined(___BPF_TARGET_ANY)
#include "../arch/x86.h"
#endif
#if defined(___BPF_TARGET_I386) || defined(___BPF_TARGET_ANY)
#include "../arch/i386.h"
#endif
#if defined(___BPF_TARGET_ARM64) || defined(___BPF_TARGET_ANY)
#include "../arch/arm64.h"
#endif
#if defined(___BPF_TARGET_ARM) || defined(___BPF_TARGET_ANY)
#include "../arch/arm.h"
#endif
#if defined(___BPF_TARGET_S390) || defined(___BPF_TARGET_ANY)
#include "../arch/s390.h"
#endif
#if defined(___BPF_TARGET_POWERPC) || defined(___BPF_TARGET_ANY)
#include "../arch/powerpc.h"
#endif
#if defined(___BPF_TARGET_POWERPC32) || defined(___BPF_TARGET_ANY)
#include "../arch/powerpc32.h"
#endif
#if defined(___BPF_TARGET_RISCV) || defined(___BPF_TARGET_ANY)
#include "../arch/riscv.h"
#endif
#if defined(___BPF_TARGET_RISCV32) || defined(___BPF_TARGET_ANY)
#include "../arch/riscv32.h"
#endif
#if defined(___BPF_TARGET_MIPS) || defined(___BPF_TARGET_ANY)
#include "../arch/mips.h"
#endif
#if defined(___BPF_TARGET_MIPS32) || defined(___BPF_TARGET_ANY)
#include "../arch/mips32.h"
#endif
#if defined(___BPF_TARGET_SPARC) || defined(___BPF_TARGET_ANY)
#include "../arch/sparc.h"
#endif
#if defined(___BPF_TARGET_LOONGARCH) || defined(___BPF_TARGET_ANY)
#include "../arch/loongarch.h"
#endif
#if defined(___BPF_TARGET_ARC) || defined(___BPF_TARGET_ANY)
#include "../arch/arc.h"
#endif
#if defined(___BPF_TARGET_ARCOMPACT)
#include "../arch/arcompact.h"
#endif
#if defined(___BPF_TARGET_SH) || defined(___BPF_TARGET_ANY)
#include "../arch/sh.h"
#endif
#endif

#ifdef ___BPF_TARGET_ANY
#include "any.h"
#elif !defined(___BPF_ARCH)
#include "no_target.h"
#endif

#ifndef ___BPF_NO_TARGET
#define bpf_target_defined
#endif

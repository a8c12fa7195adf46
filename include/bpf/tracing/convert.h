/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: from the value of a register to that of a declared argument. Included by
 * bpf_tracing.h.
 */

/*
 * What a register holds, as the declared argument sees it. C would convert
 * all 64 bits to _Bool, though callers of arm64 and x86-64 define the low 8
 * only, and a long of a 32-bit kernel is as wide as its register, with sign.
 * The declaration is looked at as a parameter of a function type.
 */
#define ___bpf_as(decl, value)                                                            \
	__extension__ _Generic((void (*)(decl))0, void (*)(_Bool): ___bpf_as_bool(value), \
		void (*)(long): ___bpf_own(long)(value), default: (value))
static __always_inline unsigned long long ___bpf_as_bool(unsigned long long value)
{
	return !!(value & 0xff);
}

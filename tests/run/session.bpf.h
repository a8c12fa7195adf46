/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * The session kfuncs. Linux 7 gave them the context as an argument; libbpf
 * takes whichever of two declarations of a name the kernel's BTF agrees with.
 */
extern _Bool bpf_session_is_return___ctx(void *ctx) __ksym __weak;
extern _Bool bpf_session_is_return___none(void) __ksym __weak;
extern unsigned long *bpf_session_cookie___ctx(void *ctx) __ksym __weak;
extern unsigned long *bpf_session_cookie___none(void) __ksym __weak;

static __always_inline _Bool session_is_return(void *ctx)
{
	return bpf_ksym_exists(bpf_session_is_return___ctx) ? bpf_session_is_return___ctx(ctx) :
							      bpf_session_is_return___none();
}

static __always_inline void session_cookie_set(void *ctx, unsigned long value)
{
	if (bpf_ksym_exists(bpf_session_cookie___ctx))
		*bpf_session_cookie___ctx(ctx) = value;
	else
		*bpf_session_cookie___none() = value;
}

static __always_inline unsigned long session_cookie_get(void *ctx)
{
	if (bpf_ksym_exists(bpf_session_cookie___ctx))
		return *bpf_session_cookie___ctx(ctx);
	return *bpf_session_cookie___none();
}

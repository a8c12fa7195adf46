// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Programs on the functions of main.go: on stacks that move, in many goroutines, a closure. */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>
#include "go.bpf.h"
#include "abi.h"

#if GO_ABI0
#define ENTRY BPF_UPROBE_GO_ABI0
#define RETURN BPF_UPROBE_GO_ABI0_RET
#else
#define ENTRY BPF_UPROBE_GO
#define RETURN BPF_UPROBE_GO_RET
#endif

struct go_special special;

/* The JITs of 32-bit kernels have no atomic additions; their guests have one processor. */
#ifdef GO_32
#define COUNT(n) (n)++
#else
#define COUNT(n) __sync_fetch_and_add(&(n), 1)
#endif

/* On the stack in any case: an array. */
BPF_GO_STRUCT(four, __u64, v[4]);

static __always_inline void judge(struct go_judged *to, unsigned long n, const struct four *f, long length,
				  int good)
{
	const __u64 v = n * 0x100000001ULL + 0xc0de000000000000ULL;
	__u64 at = (__u64)n;

	if (at <= 1000)
		COUNT(to->seen[at]);
	if (good && length == (long)n && f->v[0] == v && f->v[1] == v + 1 && f->v[2] == v + 2 &&
	    f->v[3] == v + 3) {
		COUNT(to->right);
		return;
	}
	if (!to->wrong) {
		to->sample[0] = (__u64)n;
		to->sample[1] = (__u64)length;
		to->sample[2] = f->v[0];
		to->sample[3] = f->v[3];
		to->sample[4] = (__u64)good;
	}
	COUNT(to->wrong);
}

SEC("uprobe")
int ENTRY(moving_entry, long, n, struct four, f, struct bpf_go_string, s, long, rest)
{
	char text[16];

	/* What the string has is there: zeroes. */
	text[2] = 1;
	judge(&special.moving[0], n, &f, s.len,
	      !BPF_ARGS_ERROR && n + rest == 201 && !bpf_go_read_string(text, sizeof(text), s) &&
		      (s.len < 3 || !text[2]));
	return 0;
}

SEC("uprobe")
int RETURN(moving_return, (long, struct four, struct bpf_go_string, long), long, n,
	   struct four, f, struct bpf_go_string, s)
{
	/* The innermost's n, which every return of them passes on. */
	judge(&special.moving[1], s.len, &f, s.len, !BPF_ARGS_ERROR && n == 201);
	return 0;
}

SEC("uprobe") int ENTRY(together_entry, long, n, struct four, f, struct bpf_go_string, s)
{
	judge(&special.together[0], n, &f, s.len, !BPF_ARGS_ERROR);
#ifdef HAS_GO_G
	{
		/* struct g begins with the stack's bounds. */
		__u64 sp = PT_REGS_SP(ctx);
#ifdef GO_32
		__u32 bounds[2] = { 0, 0 };

		sp = (__u32)sp;
#else
		__u64 bounds[2] = { 0, 0 };
#endif
		bpf_probe_read_user(bounds, sizeof(bounds), (void *)PT_REGS_GO_G(ctx));
		if (bounds[0] < sp && sp < bounds[1])
			COUNT(special.on_stack);
		else
			COUNT(special.off_stack);
	}
#endif
	return 0;
}

SEC("uprobe")
int RETURN(together_return, (long, struct four, struct bpf_go_string), long, n, struct four, f)
{
	judge(&special.together[1], n, &f, n, !BPF_ARGS_ERROR);
	return 0;
}

SEC("uprobe") int ENTRY(closure_entry, long, n)
{
	void *from = (void *)PT_REGS_GO_CTXT(ctx);
#ifdef GO_32
	__u32 words[2] = { 0, 0 };
#else
	__u64 words[2] = { 0, 0 };
#endif

	bpf_probe_read_user(words, sizeof(words), from);
	special.function = words[0];
	special.captured = words[1];
	special.n = (__u64)n;
	special.ip = PT_REGS_IP(ctx);
	special.closures++;
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * A function of a program, by its prototype:
 *   long long area(struct rectangle r, long long scale, unsigned char unit);
 * Structs by value and 64-bit arguments are where each architecture has them.
 * The program is /area here: write its path and function instead.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct rectangle {
	int x, y, width, height;
};

SEC("uprobe//area:area")
int BPF_UPROBE2(area_enter, struct rectangle, r, long long, scale, unsigned char, unit)
{
	bpf_printk("area at %d,%d of %d", r.x, r.y, r.width);
	bpf_printk("  by %d, scale %lld, unit %c", r.height, scale, unit);
	return 0;
}

SEC("uretprobe//area:area")
int BPF_URETPROBE2(area_exit, long long, result)
{
	bpf_printk("  is %lld", result);
	return 0;
}

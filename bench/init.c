// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The bench's /init: measures every program of every object in /bench and
 * prints, for bench.py:
 *
 *   = OBJECT PROGRAM run=N xlated=N jited=N verified=N
 *   = OBJECT PROGRAM failed
 *   = OBJECT object load=N     nanoseconds from open to loaded
 *   = hit-OBJECT WAY hit=N     what getpgid(2) takes more with all programs WAY__* attached
 *
 * With QEMU's -icount shift=0 a nanosecond of the guest is one instruction,
 * and the kernel's BPF statistics count the program's. Most clocks tick more
 * coarsely than that, down to 100 ns on riscv: so many hits are summed up, in
 * batches whose hits differ in their distance. In many batches the distance
 * and the tick have no common divisor, so that the hits are spread evenly over
 * the tick: what comes out most often is exact. Else the median is taken.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "guest-arch.h"
#include "../tests/lib/init.h"

#define BATCHES 32
#define HITS 400	/* in a batch: a multiple of the ticks of 1 to 16 and 100 */

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	return level == LIBBPF_WARN && getenv("verbose") ? vprintf(format, args) : 0;
}

GUEST_FUNCTION int target(int a, int b, int c, int d, int e, int f)
{
	__asm__ volatile("" : : "r"(a), "r"(b), "r"(c), "r"(d), "r"(e), "r"(f) : "memory");
	return a;
}

static int (*volatile call)(int, int, int, int, int, int) = target;

GUEST_FUNCTION static void hit(const char *section)
{
	if (section[0] == 'u')
		call(1, 2, 3, 4, 5, 6);
	else
		syscall(SYS_getpgid, 0, 2, 3, 4, 5, 6);
}

/* The function of getpgid(2) in this kernel. */
static struct bpf_link *attach_syscall(struct bpf_program *program, bool ret)
{
	static const char *const symbols[] = { GUEST_SYSCALL_PREFIX "sys_getpgid", "sys_getpgid" };
	LIBBPF_OPTS(bpf_kprobe_opts, options, .retprobe = ret);
	struct bpf_link *link = NULL;
	unsigned int i;

	for (i = 0; i < 2 && !link; i++) {
		options.offset = 0;
		link = bpf_program__attach_kprobe_opts(program, symbols[i], &options);
		options.offset = GUEST_ENTRY_OFFSET;
		if (!link && errno == EINVAL && options.offset && !ret)
			link = bpf_program__attach_kprobe_opts(program, symbols[i], &options);
	}
	return link;
}

static struct bpf_link *attach(struct bpf_program *program)
{
	const char *section = bpf_program__section_name(program);
	LIBBPF_OPTS(bpf_uprobe_opts, options, .func_name = "target",
		    .retprobe = !strcmp(section, "uretprobe"));

	if (!strcmp(section, "kprobe") || !strcmp(section, "kretprobe"))
		return attach_syscall(program, section[1] == 'r');
	if (!strcmp(section, "raw_tp"))
		return bpf_program__attach_raw_tracepoint(program, "sys_enter");
	return bpf_program__attach_uprobe_opts(program, getpid(), "/init", 0, &options);
}

/* One instruction for each of i. */
static void wait(int i)
{
	volatile int n;
	int zero = 0;

	__asm__ volatile("" : "+r"(zero));
#define TWICE(x) x, x
	if (i & 1)
		n = zero;
	if (i & 2)
		TWICE(n = zero);
	if (i & 4)
		TWICE(TWICE(n = zero));
	if (i & 8)
		TWICE(TWICE(TWICE(n = zero)));
	if (i & 16)
		TWICE(TWICE(TWICE(TWICE(n = zero))));
	(void)n;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Nanoseconds that a program takes; -1: it does not run. */
static double run_time(int fd, const char *section)
{
	static double sample[BATCHES];
	struct bpf_prog_info info;
	__u32 size = sizeof(info);
	__u64 time = 0, count = 0;
	int batch, i, same, best, most;

	for (batch = -1; batch < BATCHES; batch++) {
		for (i = 0; i < (batch < 0 ? 16 : HITS); i++) {
			wait(batch);
			hit(section);
		}
		memset(&info, 0, size);
		if (bpf_obj_get_info_by_fd(fd, &info, &size) || info.run_cnt == count)
			return -1;
		if (batch >= 0)
			sample[batch] = (double)(info.run_time_ns - time) / (info.run_cnt - count);
		time = info.run_time_ns, count = info.run_cnt;
		/* Where the clock ticks each nanosecond, a few agree. */
		if (batch >= 3 && sample[batch] == sample[batch - 1] &&
		    sample[batch] == sample[batch - 2] && sample[batch] == sample[batch - 3])
			return sample[batch];
	}
	qsort(sample, BATCHES, sizeof(*sample), by_value);
	for (i = 0, best = BATCHES / 2, most = 2; i < BATCHES; i += same) {
		for (same = 1; i + same < BATCHES && sample[i + same] == sample[i];)
			same++;
		if (same > most)
			best = i, most = same;
	}
	return sample[best];
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Load only the program of that name, or all of them. */
static struct bpf_object *load(const char *path, const char *name)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *program;

	if (!object)
		return NULL;
	if (name)
		bpf_object__for_each_program(program, object)
			bpf_program__set_autoload(program, !strcmp(bpf_program__name(program), name));
	if (!bpf_object__load(object))
		return object;
	bpf_object__close(object);
	return NULL;
}

static void measure(const char *path, const char *label, const char *name)
{
	struct bpf_object *object = load(path, name);
	struct bpf_program *program = NULL;
	struct bpf_prog_info info = { 0 };
	struct bpf_link *link = NULL;
	__u32 size = sizeof(info);
	double run = -1;

	if (object)
		program = bpf_object__find_program_by_name(object, name);
	if (!program || bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size)) {
		printf("= %s %s failed\n", label, name);
		bpf_object__close(object);
		return;
	}
	printf("= %s %s xlated=%u jited=%u verified=%u", label, name, info.xlated_prog_len / 8,
	       info.jited_prog_len, info.verified_insns);
	link = attach(program);
	if (link)
		run = run_time(bpf_program__fd(program), bpf_program__section_name(program));
	if (run >= 0)
		printf(" run=%.0f", run);
	printf("\n");
	fflush(stdout);
	bpf_link__destroy(link);
	bpf_object__close(object);
}

/* The shortest of a few, since the first ones fill the kernel's caches. */
static void measure_load(const char *path, const char *label)
{
	long long shortest = -1;
	int i;

	for (i = 0; i < 3; i++) {
		long long start = now();
		struct bpf_object *object = load(path, NULL);
		long long took = now() - start;

		if (!object)
			break;
		bpf_object__close(object);
		if (shortest < 0 || took < shortest)
			shortest = took;
	}
	if (shortest < 0)
		printf("= %s object failed\n", label);
	else
		printf("= %s object load=%lld\n", label, shortest);
	fflush(stdout);
}

static void measure_all(const char *path, const char *label)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *program;

	bpf_object__for_each_program(program, object)
		measure(path, label, bpf_program__name(program));
	bpf_object__close(object);
}

/* Nanoseconds of a getpgid(2), in a batch of many; the least of a few batches. */
static double call_time(void)
{
	double least = 0, took;
	long long start;
	int batch, i;

	for (batch = 0; batch < 6; batch++) {
		start = now();
		for (i = 0; i < HITS; i++)
			syscall(SYS_getpgid, 0, 2, 3, 4, 5, 6);
		took = (double)(now() - start) / HITS;
		if (!batch || took < least)
			least = took;
	}
	return least;
}

static struct bpf_link *attach_hit(struct bpf_program *program)
{
	const char *section = bpf_program__section_name(program);

	if (!strcmp(section, "kprobe") || !strcmp(section, "kretprobe"))
		return attach_syscall(program, section[1] == 'r');
	return bpf_program__attach(program);
}

/* Whether a program is of a way: that name, or with __<anything> after it. */
static bool of_way(const char *name, const char *way, size_t length)
{
	return !strncmp(name, way, length) && (!name[length] || !strncmp(name + length, "__", 2));
}

static void measure_hit(const char *path, const char *label, const char *way, size_t length)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_link *links[4] = { 0 };
	struct bpf_program *program;
	double untraced = call_time();
	int count = 0, i;

	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program,
					  of_way(bpf_program__name(program), way, length));
	if (!bpf_object__load(object)) {
		bpf_object__for_each_program(program, object)
			if (bpf_program__autoload(program) && count < 4 &&
			    !(links[count++] = attach_hit(program)))
				goto failed;
		printf("= %s %.*s hit=%.0f\n", label, (int)length, way, call_time() - untraced);
	} else {
failed:
		printf("= %s %.*s failed\n", label, (int)length, way);
	}
	fflush(stdout);
	for (i = 0; i < count; i++)
		bpf_link__destroy(links[i]);
	bpf_object__close(object);
}

static void measure_hits(const char *path, const char *label)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *program;

	bpf_object__for_each_program(program, object) {
		const char *name = bpf_program__name(program), *part = strstr(name, "__");

		/* Once for those that are attached together: the entry's comes first. */
		if (!part || !strcmp(part, "__entry"))
			measure_hit(path, label, name, part ? (size_t)(part - name) : strlen(name));
	}
	bpf_object__close(object);
}

int main(void)
{
	int jit;
	struct dirent **entries;
	struct utsname name;
	int i, n;

	init_mount();
	/* Some architectures leave the JIT off. */
	jit = open("/proc/sys/net/core/bpf_jit_enable", O_WRONLY);
	if (jit >= 0 && !getenv("nojit") && write(jit, "1", 1) != 1)
		printf("no JIT\n");
	uname(&name);
	printf("\n= Linux %s %s\n", name.release, name.machine);
	libbpf_set_print(silent);
	n = scandir("/bench", &entries, NULL, alphasort);
	for (i = 0; i < n; i++) {
		char path[300], *dot = strrchr(entries[i]->d_name, '.');

		snprintf(path, sizeof(path), "/bench/%s", entries[i]->d_name);
		if (!strncmp(entries[i]->d_name, "hit-", 4) && dot) {
			*dot = 0;
			measure_hits(path, entries[i]->d_name);
		}
	}
	/* Not before, as they are part of a hit. */
	if (bpf_enable_stats(BPF_STATS_RUN_TIME) < 0)
		printf("= no statistics\n");
	for (i = 0; i < n; i++) {
		char path[300], *dot = strrchr(entries[i]->d_name, '.');

		snprintf(path, sizeof(path), "/bench/%s", entries[i]->d_name);
		if (!dot || strcmp(dot, ".o"))
			continue;
		*dot = 0;
		if (!strncmp(entries[i]->d_name, "load", 4))
			measure_load(path, entries[i]->d_name);
		else
			measure_all(path, entries[i]->d_name);
	}
	return init_end("= done");
}

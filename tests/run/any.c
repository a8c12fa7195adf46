// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * What the objects for all architectures cost: instructions that are left
 * after the verifier, time to load, against the architecture's own objects.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <bpf/bpf.h>
#include "loader.h"

static struct count {
	char object[32], program[32];
	int own, any;
	struct count *next;
} *counts;

static struct count *count_of(const char *object, const char *program)
{
	struct count *count;

	for (count = counts; count; count = count->next)
		if (!strcmp(count->object, object) && !strcmp(count->program, program))
			return count;
	count = calloc(1, sizeof(*count));
	snprintf(count->object, sizeof(count->object), "%s", object);
	snprintf(count->program, sizeof(count->program), "%s", program);
	count->next = counts;
	return counts = count;
}

static struct bpf_object *own;

void open_own(const char *object)
{
	char path[128];

	bpf_object__close(own);
	own = NULL;
	if (!object)
		return;
	snprintf(path, sizeof(path), "/plain/%s.bpf.o", object);
	own = bpf_object__open_file(path, NULL);
}

const char *own_section(const char *program)
{
	struct bpf_program *found =
		own ? bpf_object__find_program_by_name(own, program) : NULL;

	return found ? bpf_program__section_name(found) : NULL;
}

long long microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

/* A file's length and a sum (FNV-1a) by which to know it on another guest. */
static void print_checksum(const char *path)
{
	unsigned long long sum = 0xcbf29ce484222325ULL;
	FILE *file = fopen(path, "rb");
	long length = 0;
	int byte;

	while (file && (byte = getc(file)) != EOF) {
		sum = (sum ^ byte) * 0x100000001b3ULL;
		length++;
	}
	if (file)
		fclose(file);
	printf("# %s: %ld bytes, checksum %016llx\n", path, length, sum);
}

void note_loaded(const char *set, const char *name, struct bpf_object *object, long long time)
{
	bool any = !strcmp(set, "any");
	struct bpf_program *program;
	char path[128];

	snprintf(path, sizeof(path), "/%s/%s.bpf.o", set, name);
	printf("# %s: loaded in %lld us\n", path, time);
	if (any)
		print_checksum(path);
	bpf_object__for_each_program(program, object) {
		struct count *count = count_of(name, bpf_program__name(program));
		struct bpf_prog_info info = { 0 };
		__u32 size = sizeof(info);

		if (!bpf_prog_get_info_by_fd(bpf_program__fd(program), &info, &size))
			*(any ? &count->any : &count->own) = info.xlated_prog_len / 8;
	}
}

/*
 * A program is to have as many instructions as the architecture's own, and one
 * or two that say which architecture it is. Where more values are alive than
 * there are registers, clang moves them about more.
 */
static bool check_most_instructions(void)
{
	int programs = 0, within = 0;
	struct count *count;

	for (count = counts; count; count = count->next) {
		if (!count->own || !count->any)
			continue;
		printf("# instructions %s/%s %d any %d\n", count->object, count->program,
		       count->own, count->any);
		programs++;
		within += count->any <= count->own + 2;
	}
	printf("# instructions: %d of %d programs have at most 2 more\n", within, programs);
	return programs && within * 3 >= programs * 2;
}

static bool check_instructions(void)
{
	struct count *count;
	bool good = true;

	for (count = counts; count; count = count->next) {
		if (!count->own || !count->any || count->any <= count->own + 4 + count->own / 4)
			continue;
		detail("%s/%s: %d instructions, of the architecture's own %d\n", count->object,
		       count->program, count->any, count->own);
		good = false;
	}
	return good;
}

static int count_own(void)
{
	return access("/any", F_OK) ? 0 : 2;
}

static void run_own(void)
{
	static const struct test tests[] = {
		{ "any", "all", "at most 2 instructions more, two programs in three" },
		{ "any", "all", "at most 4 instructions and a quarter more, every program" },
	};

	report(check_most_instructions(), "any", &tests[0]);
	report(check_instructions(), "any", &tests[1]);
}

const struct cases any_cases = { .count_own = count_own, .run_own = run_own };

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Objects load with the JIT as the kernel has it by default, off on some
 * architectures: Linux 7 refuses helpers there that its JIT would have inlined.
 */
#include <stdio.h>
#include <unistd.h>
#include "loader.h"

static char by_default[2];

static void read_default(void)
{
	FILE *file = fopen(BPF_JIT_ENABLE, "r");

	if (!file)
		return;
	if (!fgets(by_default, sizeof(by_default), file))
		*by_default = 0;
	fclose(file);
}

static const char *const sets[] = { "plain", "btf", "any" };

static bool loads(const char *set)
{
	struct bpf_object *object;
	char path[64];
	bool good;

	snprintf(path, sizeof(path), "/%s/ksyscall.bpf.o", set);
	object = bpf_object__open_file(path, NULL);
	good = object && !bpf_object__load(object);
	bpf_object__close(object);
	detail("%s %s\n", path, good ? "loads" : "does not load");
	return good;
}

static int count_own(void)
{
	size_t i;
	int found = 0;

	for (i = 0; i < COUNT(sets); i++)
		found += !access(sets[i], F_OK);
	return found;
}

static void run_own(void)
{
	static const struct test test = CASE(ksyscall, all, OF_KSYSCALL,
					     "BPF_KSYSCALL loads with the JIT as it is by default");
	bool set = !*by_default || write_file(BPF_JIT_ENABLE, 0, by_default);
	size_t i;

	for (i = 0; i < COUNT(sets); i++) {
		if (access(sets[i], F_OK))
			continue;
		detail("the JIT is %s\n", *by_default ? by_default : "not there");
		report(set && loads(sets[i]), sets[i], &test);
	}
	if (*by_default)
		write_file(BPF_JIT_ENABLE, 0, "1");
}

SUITE(.prepare = read_default, .count_own = count_own, .run_own = run_own);

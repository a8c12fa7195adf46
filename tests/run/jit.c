// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Objects load where the JIT is off, as some architectures leave it: Linux 7
 * refuses helpers there that its JIT would have inlined.
 */
#include <stdio.h>
#include <unistd.h>
#include "loader.h"

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
	static const struct test test = { .object = "ksyscall", .program = "all",
					  .name = "BPF_KSYSCALL loads without the JIT" };
	size_t i;

	for (i = 0; i < COUNT(sets); i++) {
		if (access(sets[i], F_OK))
			continue;
		if (!access(BPF_JIT_ENABLE, F_OK) && !write_file(BPF_JIT_ENABLE, 0, "0"))
			skip = "this kernel has no interpreter (CONFIG_BPF_JIT_ALWAYS_ON)";
		report(skip || loads(sets[i]), sets[i], &test);
	}
	write_file(BPF_JIT_ENABLE, 0, "1");
}

const struct cases jit_cases = { .count_own = count_own, .run_own = run_own };

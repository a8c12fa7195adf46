// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The generated functions: a uprobe and a uretprobe on each, which tell every
 * member of every argument and of the return value. The truth is what the
 * caller passed and got.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "fuzz.bpf.h"
#include "fuzz.h"
#include "loader.h"

static const char *const compilers[] = { "gcc", "clang" };
static int compared, wrong, without_program;

/* Says once of which function the failures are. */
static bool told(int n, int by, bool good)
{
	if (good)
		detail("seed %d, f%d, called by %s: %s\n", fuzz.seed, n, compilers[by],
		       fuzz_functions[n].prototype);
	return false;
}

static bool call(int n, int by, struct fuzz_values *entry, struct fuzz_values *exit)
{
	static unsigned long long truth[13 * 24], got[13 * 24];
	const struct fuzz_function *function = &fuzz_functions[n];
	const char *name = function->leaves, *end;
	bool good = true;
	int i;

	memset(entry, 0, sizeof(*entry));
	memset(exit, 0, sizeof(*exit));
	fuzz.calls[by][n](truth, got, entry->value, exit->value);
	if (entry->hits != 1 || entry->error || (exit->hits != 1 && !*fuzz.header)) {
		good = told(n, by, good);
		detail("  ran %llu and %llu times, error %lld\n", entry->hits, exit->hits, entry->error);
	}
	for (i = 0; *name; i++, name = end + (*end == ' ')) {
		end = strchrnul(name, ' ');
		if (got[i] == truth[i] || (*fuzz.header && !strncmp(name, "ret", 3)))
			continue;
		good = told(n, by, good);
		detail("  %.*s: expected %#llx, got %#llx\n", (int)(end - name), name, truth[i], got[i]);
	}
	return good;
}

static struct bpf_object *load(const char *name)
{
	struct bpf_object *object;
	char path[64];

	snprintf(path, sizeof(path), "/fuzz/%s.bpf.o", name);
	object = open_without_btf(path);
	if (object && bpf_object__load(object)) {
		bpf_object__close(object);
		object = NULL;
	}
	if (!object)
		detail("%s does not load\n", path);
	return object;
}

/*
 * Taken off many at a time and seldom: each that goes waits for a grace period. For
 * more at once perf would take ever longer to add one.
 */
static struct bpf_link *links[1024];
static size_t link_count;

static bool attach(struct bpf_object *object, const char *name, void *function, bool ret)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, name);
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .retprobe = ret);
	word code = (word)GUEST_CODE_ADDRESS(function);

	if (!program)
		return false;
	links[link_count] = bpf_program__attach_uprobe_opts(program, getpid(), "/init",
							     file_offset(code), &opts);
	if (links[link_count++])
		return true;
	detail("%s: cannot attach: %s\n", name, strerror(errno));
	return false;
}

/*
 * Its programs stay to the end: for each that goes, arm flushes the TLB of all that
 * vmalloc() has, page by page, in a minute for all batches.
 */
static bool run_batch(int batch, struct bpf_object *back)
{
	static struct fuzz_values none;
	struct fuzz_values *entry, *exit = *fuzz.header ? &none : back ? variables(back) : NULL;
	int end = (batch + 1) * fuzz.batch < fuzz.count ? (batch + 1) * fuzz.batch : fuzz.count;
	struct bpf_object *object;
	char name[16];
	bool good = true;
	int n, by;

	if (link_count + 2 * fuzz.batch > COUNT(links))
		while (link_count)
			bpf_link__destroy(links[--link_count]);
	snprintf(name, sizeof(name), "%d", batch);
	object = load(name);
	entry = object ? variables(object) : NULL;
	if (!entry || !exit) {
		compared += end - batch * fuzz.batch;
		without_program += end - batch * fuzz.batch;
		return false;
	}
	for (n = batch * fuzz.batch; n < end; n++) {
		const struct fuzz_function *function = &fuzz_functions[n];
		bool right = true, attached;

		snprintf(name, sizeof(name), "e%d", n);
		attached = function->compiles && attach(object, name, function->function, false);
		if (!*fuzz.header)
			attached &= attach(back, function->return_program, function->function, true);
		compared++;
		without_program += !attached;
		for (by = 0; by < 2 && attached; by++)
			if (fuzz.calls[by] && fuzz.calls[by][n])
				right &= call(n, by, entry, exit);
		wrong += attached && !right;
		good &= attached && right;
	}
	return good;
}

static int count(void)
{
	if (access("/fuzz", F_OK))
		return 0;
	return *fuzz.header ? 1 : (fuzz.count + fuzz.batch - 1) / fuzz.batch;
}

static void run(void)
{
	const bool both = fuzz.calls[0] && fuzz.calls[1];
	struct bpf_object *back;
	int batches = (fuzz.count + fuzz.batch - 1) / fuzz.batch, i;
	char name[64];
	const struct test test = { .object = "fuzz", .program = "of each prototype",
				   .family = OF_PROTOTYPES, .name = name };

	back = *fuzz.header ? NULL : load("ret");
	for (i = 0; i < batches; i++) {
		int last = (i + 1) * fuzz.batch < fuzz.count ? (i + 1) * fuzz.batch : fuzz.count;
		bool good = run_batch(i, back);

		if (*fuzz.header)
			continue;
		snprintf(name, sizeof(name), "seed %d, prototypes %d to %d", fuzz.seed, i * fuzz.batch,
			 last - 1);
		report(good, "fuzz", &test);
	}
	/* Another header's macros are counted, not judged. */
	if (*fuzz.header) {
		snprintf(name, sizeof(name), "%s: %d right, %d wrong, %d without a program",
			 fuzz.header, compared - wrong - without_program, wrong, without_program);
		report(true, "fuzz", &test);
	} else {
		printf("# fuzz: seed %d: %d prototypes called by %s, %d wrong\n", fuzz.seed, compared,
		       both ? "gcc and clang" : compilers[!fuzz.calls[0]], wrong + without_program);
	}
}

SUITE(.count_own = count, .run_own = run);

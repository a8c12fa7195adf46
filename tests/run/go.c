// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Go functions: those that tests/run/go_fuzz.py writes, whose truth is what was passed and
 * returned, and those of go/main.go. A Go program for each version of Go that is there, in
 * /go/<name>, does what a byte says.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include "go.bpf.h"
#include "loader.h"

#define MOST_RETURNS 8

/* A function of a Go program. */
struct function {
	char name[64];
	unsigned long entry;
	int returns;
	unsigned long at[MOST_RETURNS], pops[MOST_RETURNS];
	char *prototype;
	struct {
		int count;
		char name[64][24];
		unsigned long long value[64];
	} told[2];
};

static struct program {
	char name[32], version[16];
	int seed, count, abi0, specials;
	struct function *functions, special[4];
} programs[4];
static int program_count, compared, wrong;

static pid_t child;
static int to_child = -1, from_child = -1;
/* As fuzz.c's. */
static struct bpf_link *links[1600];
static size_t link_count;

static bool read_where(FILE *file, struct function *f)
{
	int i;

	if (fscanf(file, "%lx %d", &f->entry, &f->returns) != 2 || f->returns > MOST_RETURNS)
		return false;
	for (i = 0; i < f->returns; i++)
		if (fscanf(file, "%lx %lu", &f->at[i], &f->pops[i]) != 2)
			return false;
	return true;
}

static bool read_values(FILE *file, struct function *f, int ret)
{
	int i;

	if (fscanf(file, "%d", &f->told[ret].count) != 1 || f->told[ret].count > 64)
		return false;
	for (i = 0; i < f->told[ret].count; i++)
		if (fscanf(file, "%23s %llx", f->told[ret].name[i], &f->told[ret].value[i]) != 2)
			return false;
	return true;
}

static bool read_table(struct program *p)
{
	char path[64];
	size_t size = 0;
	FILE *file;
	bool good;
	int i;

	snprintf(path, sizeof(path), "/go/%.31s/table", p->name);
	file = fopen(path, "r");
	good = file && fscanf(file, "go %15s seed %d %d %d ", p->version, &p->seed, &p->count, &p->abi0) == 4;
	p->functions = calloc(good ? p->count : 1, sizeof(*p->functions));
	for (i = 0; good && i < p->count; i++) {
		struct function *f = &p->functions[i];

		good = fscanf(file, " function %63s ", f->name) == 1 && read_where(file, f) &&
		       fscanf(file, " ") == 0 && getline(&f->prototype, &size, file) > 0 &&
		       read_values(file, f, 0) && read_values(file, f, 1);
		size = 0;
	}
	while (good && fscanf(file, " special %63s ", p->special[p->specials].name) == 1)
		good = read_where(file, &p->special[p->specials++]);
	if (file)
		fclose(file);
	return good;
}

static void start(const struct program *p)
{
	int in[2], out[2];
	char path[64];

	snprintf(path, sizeof(path), "/go/%.31s/main", p->name);
	if (pipe(in) || pipe(out))
		return;
	child = fork();
	if (!child) {
		/* Values are no pointers: Go is not to look at them. */
		char *const environment[] = { "GOGC=off", GUEST_GO_SIGNALS_HANG ?
			"GODEBUG=invalidptr=0,asyncpreemptoff=1" : "GODEBUG=invalidptr=0", NULL };
		char *const arguments[] = { path, NULL };

		dup2(in[0], 0);
		dup2(out[1], 1);
		close(in[1]);
		close(out[0]);
		execve(path, arguments, environment);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	to_child = in[1];
	from_child = out[0];
}

static void stop(void)
{
	int status = 0;

	close(to_child);
	close(from_child);
	if (waitpid(child, &status, 0) != child || status)
		detail("the Go program ended with %#x\n", status);
}

static bool tell(unsigned char command)
{
	unsigned char answer = 0;

	if (write(to_child, &command, 1) == 1 && read(from_child, &answer, 1) == 1 &&
	    answer == command)
		return true;
	detail("the Go program does not answer\n");
	return false;
}

static bool attach(struct bpf_object *object, const struct program *p, const char *name,
		   unsigned long offset, unsigned long cookie)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, name);
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .bpf_cookie = cookie);
	char path[64];

	snprintf(path, sizeof(path), "/go/%.31s/main", p->name);
	if (!program || link_count == COUNT(links)) {
		detail("no program %s\n", name);
		return false;
	}
	links[link_count] = bpf_program__attach_uprobe_opts(program, -1, path, offset, &opts);
	if (links[link_count++])
		return true;
	detail("%s: cannot attach at %#lx: %s\n", name, offset, strerror(errno));
	link_count--;
	return false;
}

/* Where a return's probe needs what this kernel has not; the entries run. */
static const char *without_returns(void)
{
#ifdef GUEST_GO_RETURN_COOKIE
	if (kernel_version < KERNEL(5, 15))
		return "Linux < 5.15 has no attach cookies, by which Go's returns find the frame";
#endif
	return NULL;
}

static bool attach_both(struct bpf_object *object, const struct program *p,
			const struct function *f, const char *entry, const char *ret)
{
	bool good = attach(object, p, entry, f->entry, 0);
	int i;

	for (i = 0; i < f->returns && ret && !without_returns(); i++)
		good &= attach(object, p, ret, f->at[i], f->pops[i]);
	return good;
}

static void detach(size_t first)
{
	while (link_count > first)
		bpf_link__destroy(links[--link_count]);
}

static bool is_return(const char *program)
{
	return (*program == 'r' && isdigit(program[1])) || strstr(program, "_return");
}

static struct bpf_object *load(const struct program *p, const char *name, void **values)
{
	struct bpf_program *program;
	struct bpf_object *object;
	char path[64];

	snprintf(path, sizeof(path), "/go/%.31s/%.15s.bpf.o", p->name, name);
	object = open_without_btf(path);
	for (program = NULL; object && (program = bpf_object__next_program(object, program));)
		if (without_returns() && is_return(bpf_program__name(program)))
			bpf_program__set_autoload(program, false);
	if (!object || bpf_object__load(object)) {
		detail("%s does not load\n", path);
		bpf_object__close(object);
		return NULL;
	}
	*values = variables(object);
	return object;
}

static bool right(const struct program *p, const struct function *f, int ret,
		  const struct go_values *got)
{
	/*
	 * A probe runs again where a signal comes while the instruction is stepped and the
	 * kernel cannot tell whether it was (s390, arch_uprobe_xol_was_trapped()): Go sends
	 * SIGURG to preempt.
	 */
	bool good = got->hits >= 1 && got->hits <= 4 && !got->error;
	int i;

	for (i = 0; i < f->told[ret].count; i++)
		good &= got->value[i] == f->told[ret].value[i];
	if (good)
		return true;
	detail("seed %d, f%s: %s", p->seed, f->name, f->prototype);
	detail("  %s: ran %llu times, error %lld\n", ret ? "return" : "entry", got->hits, got->error);
	for (i = 0; i < f->told[ret].count; i++)
		if (got->value[i] != f->told[ret].value[i])
			detail("  %s: expected %#llx, got %#llx\n", f->told[ret].name[i],
			       f->told[ret].value[i], got->value[i]);
	return false;
}

/* Its programs stay to the end, as fuzz.c's do. */
static bool run_batch(const struct program *p, int batch)
{
	int first = batch * GO_BATCH, last = first + GO_BATCH < p->count ? first + GO_BATCH : p->count;
	struct go_values (*values)[2];
	struct bpf_object *object;
	char name[32], ret[32];
	bool good = true;
	int n;

	if (link_count + 4 * GO_BATCH > COUNT(links))
		detach(0);
	snprintf(name, sizeof(name), "%d", batch);
	object = load(p, name, (void **)&values);
	compared += last - first;
	if (!object) {
		wrong += last - first;
		return false;
	}
	for (n = first; n < last; n++) {
		snprintf(name, sizeof(name), "e%d", n);
		snprintf(ret, sizeof(ret), "r%d", n);
		good &= attach_both(object, p, &p->functions[n], name, ret);
	}
	good = good && tell(128 + batch);
	for (n = first; n < last; n++) {
		const struct function *f = &p->functions[n];
		bool one = right(p, f, 0, &values[n - first][0]) &
			   (!f->returns || without_returns() ||
			    right(p, f, 1, &values[n - first][1]));

		wrong += !one;
		good &= one;
	}
	return good;
}

static bool judged(const char *what, const struct go_judged *j, unsigned long long least,
		   unsigned long long most, int from, int to)
{
	bool good = !j->wrong && j->right >= least && j->right <= most;
	int n, unseen = 0;

	for (n = from; n <= to; n++)
		unseen += !j->seen[n];
	if (!good || unseen)
		detail("%s: %llu right, %llu wrong, %d of %d to %d not seen; one has n %#llx, length "
		       "%#llx, %#llx to %#llx, %llu\n", what, j->right, j->wrong, unseen, from, to,
		       j->sample[0], j->sample[1], j->sample[2], j->sample[3], j->sample[4]);
	return good && !unseen;
}

static bool judged_return(const struct go_judged *j, unsigned long long least,
			  unsigned long long most, int from, int to)
{
	return without_returns() || judged("return", j, least, most, from, to);
}

static const struct {
	const char *name;
	bool returns;
} specials[] = {
	{ "stacks that grow", true }, { "1000 goroutines", true }, { "a closure's context", false },
};

static void report_returns(const struct test *test, char *name)
{
	if (!without_returns())
		return;
	strcat(name, ", returns");
	skip = without_returns();
	report(true, "go", test);
}

static bool run_special(const struct program *p, struct bpf_object *object,
			const struct go_special *s, int which)
{
	static const char *const names[][2] = {
		{ "moving_entry", "moving_return" }, { "together_entry", "together_return" },
		{ "closure_entry", NULL },
	};
	static const unsigned char commands[] = { 'm', 'g', 'c' };
	const size_t before = link_count;
	bool good = attach_both(object, p, &p->special[which], names[which][0], names[which][1]) &&
		    tell(commands[which]);

	detach(before);
	if (!good)
		return false;
	if (which == 0) {
		/* A function whose stack was too small begins again. */
		good = judged("entry", &s->moving[0], 201 + 2, 2 * 201, 1, 201) &
		       judged_return(&s->moving[1], 201, 201 + 4, 1, 201);
	} else if (which == 1) {
		good = judged("entry", &s->together[0], 3000, 4000, 0, 999) &
		       judged_return(&s->together[1], 3000, 3000 + 30, 0, 999);
		if (s->off_stack) {
			detail("runtime.g: %llu stack pointers on its stack, %llu not\n",
			       s->on_stack, s->off_stack);
			good = false;
		}
#ifndef __i386__
		good &= s->on_stack >= 3000;
#endif
	} else {
		good = s->closures >= 1 && s->closures <= 4 && s->function == s->ip && s->captured == 0x5eed0 && s->n == 3;
		if (!good)
			detail("ran %llu times at %#llx: %#llx with %#llx, argument %llu\n", s->closures,
			       s->ip, s->function, s->captured, s->n);
	}
	return good;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct program *)a)->name, ((const struct program *)b)->name);
}

static int batches(const struct program *p)
{
	return (p->count + GO_BATCH - 1) / GO_BATCH;
}

/* Where there are other tests the versions of Go share the functions. */
static bool of(int program, int batch)
{
	return access("/plain", F_OK) || batch % program_count == program;
}

static int count(void)
{
	static int cases = -1;
	struct dirent *entry;
	DIR *directory;
	/* The returns by themselves where they are skipped. */
	const int kinds = without_returns() ? 2 : 1;
	int i, n;

	if (cases >= 0)
		return cases;
	cases = 0;
	directory = opendir("/go");
	while (directory && (entry = readdir(directory)) && program_count < (int)COUNT(programs))
		if (*entry->d_name != '.')
			snprintf(programs[program_count++].name, sizeof(programs->name), "%.31s",
				 entry->d_name);
	if (directory)
		closedir(directory);
	qsort(programs, program_count, sizeof(*programs), by_name);
	for (i = 0; i < program_count; i++) {
		if (!read_table(&programs[i]))
			programs[i].count = 0;
		for (n = 0; n < batches(&programs[i]); n++)
			cases += of(i, n) * kinds;
		for (n = 0; n < (int)COUNT(specials); n++)
			cases += specials[n].returns ? kinds : 1;
	}
	return cases;
}

static void run(void)
{
	const char *const without = GUEST_WITHOUT_GO;
	char name[128];
	const struct test test = { .object = "go", .program = "of each prototype", .family = OF_GO,
				   .name = name };
	int i, n;

	for (i = 0; i < program_count; i++) {
		const struct program *p = &programs[i];
		struct go_special *special = NULL;
		struct bpf_object *object;

		compared = wrong = 0;
		if (!without)
			start(p);
		for (n = 0; n < batches(p); n++) {
			bool good;

			if (!of(i, n))
				continue;
			skip = without;
			good = !skip && run_batch(p, n);
			snprintf(name, sizeof(name), "Go %.15s, seed %d, prototypes %d on",
				 p->version, p->seed, n * GO_BATCH);
			report(good, "go", &test);
			report_returns(&test, name);
		}
		object = without ? NULL : load(p, "special", (void **)&special);
		for (n = 0; n < (int)COUNT(specials); n++) {
			bool good = object && run_special(p, object, special, n);

			skip = without;
			snprintf(name, sizeof(name), "Go %.15s, %s", p->version, specials[n].name);
			report(good, "go", &test);
			if (specials[n].returns)
				report_returns(&test, name);
		}
		if (without)
			continue;
		stop();
		printf("# go: %s of %s, %s: seed %d: %d %s, %d wrong\n", p->version, p->name,
		       p->abi0 ? "BPF_UPROBE_GO_ABI0" : "BPF_UPROBE_GO", p->seed, compared,
		       without_returns() ? "entries" : "prototypes", wrong);
	}
}

SUITE(.count_own = count, .run_own = run);

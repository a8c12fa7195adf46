// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The guest's /init: loads the BPF objects, attaches one program at a time,
 * makes it run with known values, compares, prints TAP and powers off.
 *
 * The truth comes from what this program itself does (syscall arguments,
 * function arguments, stack and return addresses) and from /proc/kallsyms.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/perf_event.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "loader.h"
#include "../lib/init.h"

int kernel_version;

/* TAP */

static int test_number, tests_planned;
static char details[4096];
static size_t details_size;

void detail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (details_size < sizeof(details))
		details_size += vsnprintf(details + details_size, sizeof(details) - details_size,
					  format, args);
	va_end(args);
}

const char *skip, *current_set = "";

static void print_families(int of)
{
	static const char *const names[] = {
#define FAMILY(name, ...) #name,
#include "families.h"
#undef FAMILY
	};
	unsigned int i;

	printf("# family");
	for (i = 0; i < COUNT(names); i++)
		if (of & 1 << i)
			printf(" %s", names[i]);
	printf("\n");
}

/* The values that were seen, and of a failure all that was said. */
void report(bool good, const char *set, const struct test *test)
{
	char *line, *save = NULL;

	if (!test->family) {
		detail("it is of no family\n");
		good = false;
		skip = NULL;
	}
	printf("%s %d - %s: %s%s%s\n", good || skip ? "ok" : "not ok", ++test_number, set,
	       test->name, skip ? " # skip " : "", skip ? skip : "");
	printf("# program %s.bpf.c %s\n", test->object, test->program);
	print_families(test->family);
	for (line = strtok_r(details, "\n", &save); line && !skip;
	     line = strtok_r(NULL, "\n", &save))
		if (!good || !strncmp(line, "value ", 6))
			printf("# %s\n", line);
	details_size = 0;
	details[0] = 0;
	skip = NULL;
	fflush(stdout);
}

static int libbpf_message(enum libbpf_print_level level, const char *format, va_list args)
{
	char text[1024];

	if (level == LIBBPF_DEBUG)
		return 0;
	vsnprintf(text, sizeof(text), format, args);
	detail("%s%s", text, strchr(text, '\n') ? "" : "\n");
	return 0;
}

struct bpf_object *open_without_btf(const char *path)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_map *bss = object ? bpf_object__find_map_by_name(object, ".bss") : NULL;

	if (bss)
		bpf_map__set_map_flags(bss, bpf_map__map_flags(bss) | BPF_F_MMAPABLE);
	return object;
}

void *variables(const struct bpf_object *object)
{
	struct bpf_map *bss = bpf_object__find_map_by_name(object, ".bss");
	size_t size;

	return bss ? bpf_map__initial_value(bss, &size) : NULL;
}

/* /proc/kallsyms, sorted */

static struct symbol {
	word address;
	char *name;
} *symbols;
static size_t symbol_count;

static int by_address(const void *a, const void *b)
{
	word x = ((const struct symbol *)a)->address, y = ((const struct symbol *)b)->address;

	return x < y ? -1 : x > y;
}

static void read_kallsyms(void)
{
	FILE *file = fopen("/proc/kallsyms", "r");
	char line[1024], name[512], type;
	word address;

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%lx %c %511s", &address, &type, name) != 3 || !strchr("tTwW", type))
			continue;
		if (!(symbol_count & (symbol_count - 1)))
			symbols = realloc(symbols, (symbol_count ? symbol_count * 2 : 1) * sizeof(*symbols));
		symbols[symbol_count].address = address;
		symbols[symbol_count++].name = strdup(name);
	}
	if (file)
		fclose(file);
	qsort(symbols, symbol_count, sizeof(*symbols), by_address);
}

word kernel_symbol(const char *name)
{
	size_t i;

	for (i = 0; i < symbol_count; i++)
		if (!strcmp(symbols[i].name, name))
			return symbols[i].address;
	return 0;
}

bool inside(word address, const char *suffix)
{
	size_t i, low = 0, high = symbol_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (symbols[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	for (i = low; i-- > 0 && symbols[i].address == symbols[low - 1].address;) {
		const char *name = symbols[i].name;
		size_t length = strlen(name);

		/* A part that the compiler split off belongs to its function. */
		const char *dot = strchr(name + 1, '.');

		if (dot)
			length = dot - name;
		if (length >= strlen(suffix) &&
		    !strncmp(name + length - strlen(suffix), suffix, strlen(suffix)))
			return true;
	}
	detail("%#lx is in %s\n", address, low ? symbols[low - 1].name : "nothing");
	return false;
}

/* The symbol of a syscall's function in this kernel. */
static const char *syscall_symbol(const char *name)
{
	static char symbol[128];
	const char *prefixes[] = { GUEST_SYSCALL_PREFIX, "__se_", "" };
	unsigned int i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		snprintf(symbol, sizeof(symbol), "%ssys_%s", prefixes[i], name);
		if (kernel_symbol(symbol))
			return symbol;
	}
	return NULL;
}

long made;

struct run *shared;

int in_child(void (*doing)(void))
{
	int start[2], status = -1;
	char byte = 0;
	pid_t pid;

	if (pipe(start))
		return status;
	pid = fork();
	if (!pid) {
		if (read(start[0], &byte, 1) == 1)
			doing();
		_exit(1);
	}
	shared->target = pid;
	if (write(start[1], &byte, 1) != 1 || waitpid(pid, &status, 0) != pid)
		detail("the child is lost\n");
	close(start[0]);
	close(start[1]);
	return status;
}

/* Checks */

struct result *got;

bool equal(int n, const char *what, word expected)
{
	/* A negative value reaches a 32-bit loader in 64 bits. */
	detail("value %d (%s): expected %#lx, got %#llx\n", n, what, expected, got->value[n]);
	return got->value[n] == expected ||
	       ((long)expected < 0 && (long long)got->value[n] == (long)expected);
}

bool check_values(int count)
{
	bool good = true;
	int n;

	for (n = 0; n < count; n++)
		good &= equal(n, "argument", S(n + 1));
	return good;
}

unsigned long long wanted[12];
int wanted_count;

bool check_wanted(void)
{
	bool good = true;
	int n;

	for (n = 0; n < wanted_count; n++) {
		detail("value %d (argument): expected %#llx, got %#llx\n", n, wanted[n],
		       got->value[n]);
		good &= got->value[n] == wanted[n];
	}
	return good;
}

bool within(int n, const char *what, word address, int length)
{
	detail("value %d (%s): expected %#lx (+%d at most), got %#llx\n", n, what, address, length,
	       got->value[n]);
	return got->value[n] >= address && got->value[n] <= address + length;
}

bool near(int n, const char *what, word address)
{
	return within(n, what, address, GUEST_PROBE_LENGTH);
}

bool with_cookie;
word probed_offset;

/* Where in /init's file a function is. */
long file_offset(word address)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long start, end, offset;
	char line[512];
	long found = -1;

	while (maps && fgets(line, sizeof(line), maps))
		if (sscanf(line, "%lx-%lx %*s %lx", &start, &end, &offset) == 3 &&
		    address >= start && address < end)
			found = address - start + offset;
	if (maps)
		fclose(maps);
	return found;
}

/* An attachment: libbpf's link, or what was made by hand. */
struct attachment {
	struct bpf_link *link;
	int event, event_link;
	const char *events;	/* the tracefs file that the event is in */
};

#define TRACEFS "/sys/kernel/tracing/"

bool write_file(const char *path, int flags, const char *text)
{
	int fd = open(path, O_WRONLY | flags);
	bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (!good)
		detail("%s: cannot write \"%s\": %s\n", path, text, strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

static bool read_file(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY);
	ssize_t length = fd < 0 ? -1 : read(fd, text, size - 1);

	if (fd >= 0)
		close(fd);
	if (length < 0) {
		detail("%s: %s\n", path, strerror(errno));
		return false;
	}
	text[length] = 0;
	return true;
}

static int open_event(struct perf_event_attr *attr)
{
	attr->size = sizeof(*attr);
	attr->sample_period = 1;
	attr->wakeup_events = 1;
	return syscall(SYS_perf_event_open, attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
}

/* kprobe_events or uprobe_events, a perf event on the tracepoint, the program. */
static bool attach_tracefs(const struct test *test, int program, struct attachment *to)
{
	bool user = test->attach == UPROBE_TRACEFS;
	struct perf_event_attr attr = { .type = PERF_TYPE_TRACEPOINT };
	char text[256];

	if (user)
		snprintf(text, sizeof(text), "%c:byhand/probe /init:%#lx", test->flags & RET ? 'r' : 'p',
			 file_offset((word)GUEST_CODE_ADDRESS(test->function)));
	else
		snprintf(text, sizeof(text), "%c:byhand/probe %s", test->flags & RET ? 'r' : 'p',
			 test->symbol);
	to->events = user ? TRACEFS "uprobe_events" : TRACEFS "kprobe_events";
	if (!write_file(to->events, O_APPEND, text)) {
		if (!user && GUEST_ENTRY_OFFSET && errno == EINVAL)
			skip = "this kernel refuses kprobes on the entry of functions that ftrace can trace";
		to->events = NULL;
		return false;
	}
	if (!read_file(TRACEFS "events/byhand/probe/id", text, sizeof(text)))
		return false;
	attr.config = atoi(text);
	to->event = open_event(&attr);
	if (to->event < 0 || ioctl(to->event, PERF_EVENT_IOC_SET_BPF, program) ||
	    ioctl(to->event, PERF_EVENT_IOC_ENABLE, 0)) {
		detail("perf event of the tracepoint: %s\n", strerror(errno));
		return false;
	}
	return true;
}

/* A perf event of the kprobe or uprobe PMU and a BPF link with a cookie on it. */
static bool attach_pmu(const struct test *test, int program, struct attachment *to)
{
	bool user = test->attach == UPROBE_PMU;
	const char *pmu = user ? "uprobe" : "kprobe";
	LIBBPF_OPTS(bpf_link_create_opts, opts, .perf_event.bpf_cookie = COOKIE);
	struct perf_event_attr attr = { 0 };
	char path[128], text[64];
	int bit;

	snprintf(path, sizeof(path), "/sys/bus/event_source/devices/%s/type", pmu);
	if (!read_file(path, text, sizeof(text)))
		return false;
	attr.type = atoi(text);
	snprintf(path, sizeof(path), "/sys/bus/event_source/devices/%s/format/retprobe", pmu);
	if (!read_file(path, text, sizeof(text)) || sscanf(text, "config:%d", &bit) != 1)
		return false;
	attr.config = test->flags & RET ? 1ULL << bit : 0;
	attr.config1 = (word)(user ? "/init" : test->symbol);
	attr.config2 = user ? file_offset((word)GUEST_CODE_ADDRESS(test->function)) : 0;
	to->event = open_event(&attr);
	if (to->event < 0 && errno == EINVAL && !user && GUEST_ENTRY_OFFSET && !(test->flags & RET)) {
		attr.config2 = probed_offset = GUEST_ENTRY_OFFSET;
		to->event = open_event(&attr);
	}
	if (to->event < 0) {
		if (errno == EINVAL && !user && GUEST_ENTRY_OFFSET)
			skip = "this kernel refuses kretprobes on functions that ftrace can trace";
		detail("perf event of the %s PMU: %s\n", pmu, strerror(errno));
		return false;
	}
	to->event_link = bpf_link_create(program, to->event, BPF_PERF_EVENT, &opts);
	if (to->event_link < 0)
		detail("link: %s\n", strerror(errno));
	return to->event_link >= 0;
}

static bool detach(struct attachment *from)
{
	bool good = true;

	bpf_link__destroy(from->link);
	if (from->event_link >= 0)
		close(from->event_link);
	if (from->event >= 0)
		close(from->event);
	if (from->events)
		good = write_file(from->events, O_APPEND, "-:byhand/probe");
	if (from->events && !access(TRACEFS "events/byhand/probe/id", F_OK)) {
		detail("the event is still there\n");
		good = false;
	}
	return good;
}

/*
 * At a kernel function's entry. riscv from 6.10 to 6.15 refuses its first instruction
 * where that is ftrace's: the first after those is as good for a kprobe, and
 * nothing is for a kretprobe.
 */
static struct bpf_link *attach_entry(struct bpf_program *program, const char *symbol,
				     struct bpf_kprobe_opts *opts)
{
	struct bpf_link *link = bpf_program__attach_kprobe_opts(program, symbol, opts);

	if (link || errno != EINVAL || !GUEST_ENTRY_OFFSET || opts->offset)
		return link;
	if (opts->retprobe) {
		skip = "this kernel refuses kretprobes on functions that ftrace can trace";
		return NULL;
	}
	opts->offset = probed_offset = GUEST_ENTRY_OFFSET;
	return bpf_program__attach_kprobe_opts(program, symbol, opts);
}

/* Where a section says. */
static struct bpf_link *attach_named(struct bpf_program *program, const char *section,
				     struct bpf_kprobe_opts *opts)
{
	const char *symbol = strchr(section, '/');

	if (symbol && !strncmp(section, "ksyscall/", 9))
		symbol = syscall_symbol(symbol + 1);
	else if (symbol)
		symbol++;
	if (!symbol || !kernel_symbol(symbol)) {
		errno = ENOENT;
		return NULL;
	}
	return attach_entry(program, symbol, opts);
}

/*
 * As a loader does that has a program for each name that kernels have had for the function:
 * old_<name>, where this kernel has none of what the section says. One in any/, whose section
 * says nothing, goes where the architecture's own would.
 */
static struct bpf_link *attach_old(const struct test *test, struct bpf_program *program,
				   struct bpf_object *object)
{
	LIBBPF_OPTS(bpf_kprobe_opts, opts);
	struct bpf_program *old;
	char name[64];

	snprintf(name, sizeof(name), "old_%s", test->program);
	if (own_section(name))
		return attach_named(program, own_section(name), &opts);
	old = bpf_object__find_program_by_name(object, name);
	if (!old)
		errno = ENOENT;
	return old ? bpf_program__attach(old) : NULL;
}

static struct bpf_link *attach_link(const struct test *test, struct bpf_program *program,
				    struct bpf_object *object)
{
	const __u64 cookie = test->flags & WITH_COOKIE ? COOKIE : 0;
	const bool ret = test->flags & RET;
	LIBBPF_OPTS(bpf_ksyscall_opts, ksyscall, .retprobe = ret, .bpf_cookie = cookie);
	LIBBPF_OPTS(bpf_kprobe_opts, kprobe, .retprobe = ret, .bpf_cookie = cookie,
		    .attach_mode = test->mode);
	LIBBPF_OPTS(bpf_uprobe_opts, uprobe, .retprobe = ret, .bpf_cookie = cookie,
		    .attach_mode = test->mode);
	LIBBPF_OPTS(bpf_kprobe_multi_opts, kmulti, .syms = (const char **)&test->symbol, .cnt = 1,
		    .cookies = cookie ? &cookie : NULL, .retprobe = ret,
		    .session = test->flags & IS_SESSION);
	unsigned long offset = test->function ? file_offset((word)GUEST_CODE_ADDRESS(test->function)) : 0;
	LIBBPF_OPTS(bpf_uprobe_multi_opts, umulti, .offsets = &offset, .cnt = 1,
		    .cookies = cookie ? &cookie : NULL, .retprobe = ret,
		    .session = test->flags & IS_SESSION);
	static const unsigned char steps[] = { GUEST_BEHIND_ENTRY };
	const char *symbol = test->symbol;
	struct bpf_link *link;
	unsigned int i;

	switch (test->attach) {
	case AUTO:
		link = bpf_program__attach(program);
		if (link || (errno != ENOENT && errno != EINVAL))
			return link;
		goto by_symbol;
	case SECTION:
		link = bpf_program__attach(program);
		if (!link && own_section(test->program))
			link = attach_named(program, own_section(test->program), &kprobe);
		if (!link && errno == ENOENT)
			link = attach_old(test, program, object);
		/* Where this kernel does not take a probe on the entry. */
		if (!link && GUEST_ENTRY_OFFSET)
			link = attach_named(program, bpf_program__section_name(program), &kprobe);
		return link;
	case KSYSCALL:
		link = bpf_program__attach_ksyscall(program, symbol, &ksyscall);
		if (link || errno != ENOENT)
			return link;
		/* libbpf does not find them all; their users name the symbol. */
		/* fallthrough */
	case KPROBE_SYSCALL:
by_symbol:
		symbol = syscall_symbol(symbol);
		if (!symbol) {
			detail("no symbol for the syscall %s\n", test->symbol);
			return NULL;
		}
		return attach_entry(program, symbol, &kprobe);
	case KPROBE:
		return attach_entry(program, symbol, &kprobe);
	case KPROBE_OFFSET:
		/* At the first of these that is an instruction's. */
		for (i = 0; i < sizeof(steps); i++) {
			kprobe.offset = probed_offset = steps[i];
			link = bpf_program__attach_kprobe_opts(program, symbol, &kprobe);
			if (link)
				return link;
		}
		return NULL;
	case UPROBE:
		return bpf_program__attach_uprobe_opts(program, getpid(), "/init", offset, &uprobe);
	case KPROBE_MULTI:
		return bpf_program__attach_kprobe_multi_opts(program, NULL, &kmulti);
	case UPROBE_MULTI:
		return bpf_program__attach_uprobe_multi(program, getpid(), "/init", NULL, &umulti);
	default:
		return NULL;
	}
}

static bool attach(const struct test *test, struct bpf_object *object,
		   struct bpf_program *program, struct attachment *to)
{
	to->link = NULL;
	to->event = to->event_link = -1;
	to->events = NULL;
	with_cookie = test->flags & WITH_COOKIE;
	probed_offset = 0;
	switch (test->attach) {
	case KPROBE_TRACEFS:
	case UPROBE_TRACEFS:
		return attach_tracefs(test, bpf_program__fd(program), to);
	case KPROBE_PMU:
	case UPROBE_PMU:
		return attach_pmu(test, bpf_program__fd(program), to);
	default:
		to->link = attach_link(test, program, object);
		if (!to->link && !(test->flags & REFUSED))
			detail("cannot attach: %s\n", strerror(errno));
		return to->link;
	}
}

/* Of a case: whether its program got so far that it could see something. */
static bool attached;

static bool run(const struct test *test, struct bpf_object *object)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, test->program);
	struct bpf_map *bss = bpf_object__find_map_by_name(object, ".bss");
	static struct result copy;
	unsigned long long expected = test->flags & IS_SESSION ? 2 : 1;
	struct attachment attachment;
	bool good;
	size_t size;

	if (!program || !bss) {
		detail("no program %s\n", test->program);
		return false;
	}
	shared = bpf_map__initial_value(bss, &size);
	if (!shared || size < sizeof(*shared)) {
		detail("the results are not mapped\n");
		return false;
	}
	if (!attach(test, object, program, &attachment)) {
		int error = errno;

		if (test->flags & REFUSED) {
			detail("it fails with %s\n", strerror(error));
			return error == EOPNOTSUPP;
		}
		detach(&attachment);
		return false;
	}
	attached = true;
	if (test->flags & REFUSED)
		detail("it attaches\n");
	memset(&shared->result, 0, sizeof(shared->result));
	shared->target = getpid();
	test->make();
	shared->target = 0;
	copy = shared->result;
	got = &copy;
	good = true;
	/*
	 * PERF_EVENT_IOC_DISABLE succeeds but does not stop a BPF program: kprobe_perf_func()
	 * calls it before it looks for enabled events. The end of the event does.
	 */
	if (attachment.events && ioctl(attachment.event, PERF_EVENT_IOC_DISABLE, 0)) {
		detail("PERF_EVENT_IOC_DISABLE: %s\n", strerror(errno));
		good = false;
	}
	good &= detach(&attachment);
	if (attachment.events) {
		shared->target = getpid();
		test->make();
		shared->target = 0;
		if (shared->result.hits != copy.hits) {
			detail("it ran though detached\n");
			good = false;
		}
	}
	if (copy.hits != expected) {
		detail("ran %llu times, not %llu\n", copy.hits, expected);
		return false;
	}
	good &= test->check ? test->check() : check_values(test->values);
	return good && !(test->flags & REFUSED);
}

/* Those of every file with SUITE(): the linker makes the list. */
extern const struct cases *const suites[] __asm__("__start_suites");
extern const struct cases *const suites_end[] __asm__("__stop_suites");
#define SUITES ((size_t)(suites_end - suites))

/*
 * With tests/run/libbpf.py's files only what they list: "file program". Each is run by this
 * library's macros first and then by those of libbpf's header, which are counted, not judged.
 */
static char listed[4096];
/* The names of those that the kernel panics in. */
static char panics[4096];

/* case=<part of a name> on the kernel's command line: only those. */
static bool chosen(const struct test *test)
{
	const char *part = getenv("case");
	char line[128];

	snprintf(line, sizeof(line), "\n%s %s\n", test->object, test->program);
	return (!part || strstr(test->name, part)) && (!*listed || strstr(listed, line));
}

/* Cases that a suite runs by itself are run all or not at all. */
static int count_own(const struct cases *suite)
{
	return suite->count_own && !getenv("case") && !*listed ? suite->count_own() : 0;
}

/* The function that a program of fentry or fexit is for, where its section says none. */
static bool set_targets(struct bpf_object *object)
{
	struct bpf_program *program;
	const char *section;

	bpf_object__for_each_program(program, object) {
		section = bpf_program__section_name(program);
		if (strcmp(section, "fentry") && strcmp(section, "fexit"))
			continue;
		section = own_section(bpf_program__name(program));
		if (!section)
			bpf_program__set_autoload(program, false);
		else if (bpf_program__set_attach_target(program, 0, strchr(section, '/') + 1))
			return false;
	}
	return true;
}

static struct bpf_object *load(const char *path)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);

	if (object && (!set_targets(object) || bpf_object__load(object))) {
		bpf_object__close(object);
		object = NULL;
	}
	return object;
}

/*
 * Kernels interpret a program with an instruction that their JIT lacks; 6.1 of these
 * refuses it while its JIT is on. (bpf_prog_select_runtime(), jit_needed)
 */
static struct bpf_object *load_anyhow(const char *path)
{
	struct bpf_object *object = load(path);

#ifdef GUEST_JIT_LACKS_LOADS
	if (!object && kernel_version == KERNEL(6, 1) && write_file(BPF_JIT_ENABLE, 0, "0")) {
		object = load(path);
		printf("# %s: %s without the JIT\n", path, object ? "loads" : "not even");
		write_file(BPF_JIT_ENABLE, 0, "1");
	}
#endif
	return object;
}

/* The cases of a suite with the objects of one directory. */
static void run_suite(const struct cases *suite, const char *set)
{
	struct bpf_object *object = NULL;
	const bool judged = strcmp(set, "libbpf");
	const char *loaded = "";
	char path[128], line[256];
	long long start;
	size_t i;

	current_set = set;
	for (i = 0; i < suite->count; i++) {
		const struct test *test = &suite->tests[i];
		bool compiled, good, fatal;

		if (!chosen(test))
			continue;
		snprintf(path, sizeof(path), "/%s/%s%s%s.bpf.o", set, test->object,
			 judged ? "" : ".", judged ? "" : test->program);
		skip = test->without ? test->without() : NULL;
		if (!skip && access(path, R_OK) && !strcmp(set, "any"))
			skip = "the target any does not have these macros";
		if (skip) {
			report(true, set, test);
			continue;
		}
		attached = false;
		compiled = judged || !access(path, R_OK);
		snprintf(line, sizeof(line), "\n%s\n", test->name);
		fatal = !judged && strstr(panics, line);
		if (judged ? strcmp(loaded, test->object) : compiled) {
			bpf_object__close(object);
			loaded = test->object;
			open_own(strcmp(set, "any") ? NULL : loaded);
			start = microseconds();
			object = load_anyhow(path);
			if (object)
				note_loaded(set, loaded, object, microseconds() - start);
			else
				printf("# %s does not load\n", path);
		}
		if (!judged && !fatal) {
			printf("# with libbpf's header: %s\n", test->name);
			fflush(stdout);
		}
		good = compiled && object && !fatal && run(test, object);
		report(good || !judged, set, test);
		if (!judged)
			printf("# libbpf %s\n", !compiled ? "does not compile" :
						 fatal ? "panics" :
						 good ? "right" :
						 attached ? "wrong" : "does not load");
	}
	bpf_object__close(object);
}

int main(int argc, char **argv)
{
	static const char *const sets[] = { "plain", "btf", "any", "libbpf" };
	/* Generated programs and their links stay open. */
	const struct rlimit limit = { 1 << 20, 1 << 20 };
	struct utsname name;
	unsigned int i, j, k;

	int major = 0, minor = 0;

	/* Run by a case, of execve. */
	if (argc > 1 && !strcmp(argv[1], "nothing"))
		return 0;
	init_mount();
	uname(&name);
	sscanf(name.release, "%d.%d", &major, &minor);
	kernel_version = KERNEL(major, minor);
	printf("\n# Linux %s %s\n", name.release, name.machine);
	if (!access("/libbpf", F_OK)) {
		listed[0] = '\n';
		if (!read_file("/libbpf/cases", listed + 1, sizeof(listed) - 1))
			return init_end("# no list of cases");
		panics[0] = '\n';
		read_file("/libbpf/panics", panics + 1, sizeof(panics) - 1);
	}
	for (i = 0; i < COUNT(sets); i++)
		for (j = 0; j < SUITES && !access(sets[i], F_OK); j++)
			for (k = 0; k < suites[j]->count; k++)
				tests_planned += chosen(&suites[j]->tests[k]);
	for (j = 0; j < SUITES; j++)
		tests_planned += count_own(suites[j]);
	printf("1..%d\n", tests_planned ? tests_planned : 1);
	if (!tests_planned)
		printf("not ok 1 - no case has %s in its name\n", getenv("case"));
	fflush(stdout);
	libbpf_set_print(libbpf_message);
	setrlimit(RLIMIT_NOFILE, &limit);
	read_kallsyms();
	for (j = 0; j < SUITES; j++)
		if (suites[j]->prepare)
			suites[j]->prepare();
	/* kfuncs want the JIT, which some architectures leave off. */
	if (!access(BPF_JIT_ENABLE, W_OK))
		write_file(BPF_JIT_ENABLE, 0, "1");
	for (i = 0; i < COUNT(sets); i++)
		for (j = 0; j < SUITES && !access(sets[i], F_OK); j++)
			run_suite(suites[j], sets[i]);
	for (j = 0; j < SUITES; j++)
		if (count_own(suites[j]))
			suites[j]->run_own();
	return init_end("# done");
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * What the objects for all architectures cost: instructions that are left
 * after the verifier, time to load, against the architecture's own objects.
 */
#include <stdarg.h>
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

/*
 * What the program itself has: for a 32-bit JIT the verifier puts one behind instructions
 * of 32 bits. (BPF_ZEXT_REG: w<n> = w<n>, with an immediate that no other has)
 */
static int instructions_of(int program)
{
	struct bpf_prog_info info = { 0 };
	__u32 i, size = sizeof(info);
	struct bpf_insn *insns;
	int count = 0;

	if (bpf_prog_get_info_by_fd(program, &info, &size))
		return 0;
	insns = calloc(1, info.xlated_prog_len);
	size = info.xlated_prog_len;
	memset(&info, 0, sizeof(info));
	info.xlated_prog_len = size;
	info.xlated_prog_insns = (word)insns;
	size = sizeof(info);
	if (!bpf_prog_get_info_by_fd(program, &info, &size) && info.xlated_prog_insns)
		for (i = 0; i < info.xlated_prog_len / sizeof(*insns); i++)
			count += insns[i].code != (BPF_ALU | BPF_MOV | BPF_X) || insns[i].imm != 1;
	free(insns);
	return count;
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

		*(any ? &count->any : &count->own) = instructions_of(bpf_program__fd(program));
	}
}

/*
 * A program is to have as many instructions as the architecture's own, and one
 * or two that say which architecture it is. These have more, on one guest or
 * another; never more than what was measured.
 */
#define KEEPS "keeps values across calls; with branches before, clang spills and moves more"
#define JUMPS "clang lays out other code between the branches; jumps over it stay"
#define LOADS "loads a register once for each macro, where its own does once for all"
#define WIDTH "its own object knows how wide the syscall's arguments are"
#define TESTS "tests a bit, where its own shifts it"

static const struct {
	const char *program;
	int more;
	const char *why;
} known[] = {
	{ "arg64_pread64", 3, JUMPS },
	{ "attach_kprobe", 5, JUMPS },
	{ "attach_kretprobe", 3, LOADS },
	{ "attach_kretsyscall", 3, LOADS },
	{ "attach_ksyscall", 7, KEEPS },
	{ "attach_uprobe", 3, JUMPS },
	{ "attach_uretprobe", 3, LOADS },
	{ "btf_enter", 6, KEEPS },
	{ "btf_exit", 10, KEEPS },
	{ "btf_number", 7, KEEPS },
	{ "btf_regs", 6, KEEPS },
	{ "compat_enter", 8, KEEPS },
	{ "compat_exit", 11, KEEPS },
	{ "compat_preadv", 3, KEEPS },
	{ "compat_readv", 10, KEEPS },
	{ "enter", 6, JUMPS },
	{ "enter_by_number", 8, JUMPS },
	{ "frame_core", 3, LOADS },
	{ "frame_regs", 3, LOADS },
	{ "in_compat", 3, TESTS },
	{ "kernel", 6, JUMPS },
	{ "kprobe6", 3, KEEPS },
	{ "kret_int", 3, LOADS },
	{ "kret_ip", 3, LOADS },
	{ "ksyscall6", 5, KEEPS },
	{ "ksyscall_typed", 4, KEEPS },
	{ "leave", 4, JUMPS },
	{ "multi_entry", 5, JUMPS },
	{ "outside", 4, JUMPS },
	{ "parms_by_number", 11, JUMPS },
	{ "parms_by_number_10", 4, JUMPS },
	{ "quirk_clone", 5, JUMPS },
	{ "quirk_connect", 3, WIDTH },
	{ "quirk_fanotify_mark", 3, KEEPS },
	{ "quirk_mmap", 5, KEEPS },
	{ "quirk_msgctl", 4, JUMPS },
	{ "quirk_msgget", 4, KEEPS },
	{ "quirk_msgrcv", 15, KEEPS },
	{ "quirk_msgsnd", 7, KEEPS },
	{ "quirk_old_mmap", 5, KEEPS },
	{ "quirk_pread64", 3, JUMPS },
	{ "quirk_pwrite64", 3, JUMPS },
	{ "quirk_semctl", 13, KEEPS },
	{ "quirk_semget", 4, JUMPS },
	{ "quirk_semop", 4, JUMPS },
	{ "quirk_semtimedop", 7, KEEPS },
	{ "quirk_sendto", 3, WIDTH },
	{ "quirk_shmat", 4, JUMPS },
	{ "quirk_shmctl", 4, JUMPS },
	{ "quirk_shmdt", 3, JUMPS },
	{ "quirk_shmget", 4, JUMPS },
	{ "quirk_sync_file_range", 3, JUMPS },
	{ "raw_enter", 5, KEEPS },
	{ "raw_exit", 9, KEEPS },
	{ "raw_mmap", 5, JUMPS },
	{ "raw_number", 4, KEEPS },
	{ "raw_plain", 5, KEEPS },
	{ "raw_pread64", 5, JUMPS },
	{ "raw_restart", 5, KEEPS },
	{ "ret_ip", 3, LOADS },
	{ "session", 6, JUMPS },
	{ "syscall_regs", 3, JUMPS },
	{ "umulti_entry", 3, JUMPS },
	{ "umulti_return", 3, LOADS },
	{ "uprobe12", 11, KEEPS },
	{ "uret_ip", 3, LOADS },
	{ "uret_long", 3, LOADS },
	{ "user_regs", 5, JUMPS },
	{ "usession", 5, JUMPS },
};

static bool check_instructions(void)
{
	int programs = 0, within = 0, most = 0, sum = 0;
	struct count *count;
	bool good = true;
	size_t i;

	for (count = counts; count; count = count->next) {
		const int more = count->any - count->own;
		/* The same under the section of older kernels. */
		const char *program = count->program + 4 * !strncmp(count->program, "old_", 4);
		const char *why = "";
		int limit = 2;

		if (!count->own || !count->any)
			continue;
		for (i = 0; i < COUNT(known); i++) {
			if (!strcmp(known[i].program, program)) {
				limit = known[i].more;
				why = known[i].why;
			}
		}
		printf("# instructions %s/%s %d any %d%s%s\n", count->object, count->program,
		       count->own, count->any, more > 2 ? " " : "", more > 2 ? why : "");
		programs++;
		within += more <= 2;
		sum += more;
		if (more > most)
			most = more;
		if (more > limit) {
			detail("%s/%s: %d instructions, of the architecture's own %d, "
			       "at most %d more\n",
			       count->object, count->program, count->any, count->own, limit);
			good = false;
		}
	}
	printf("# instructions: %d of %d programs have at most 2 more, all at most %d, "
	       "on average %.2f\n",
	       within, programs, most, programs ? (double)sum / programs : 0);
	return programs && good;
}

/* What docs/any.md says that libbpf says. */
#define WITHOUT_BTF "failed to find valid kernel BTF"
static char messages[4096];

static int keep_message(enum libbpf_print_level level, const char *format, va_list args)
{
	const size_t length = strlen(messages);

	if (level != LIBBPF_DEBUG)
		vsnprintf(messages + length, sizeof(messages) - length, format, args);
	return 0;
}

/* Loads what is in without-btf/, where the types are this file's or nowhere. */
static bool loads(const char *types)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .btf_custom_path = types);
	libbpf_print_fn_t print = libbpf_set_print(keep_message);
	struct bpf_object *object = bpf_object__open_file("/without-btf/kprobe.bpf.o", &opts);
	bool loaded = object && !bpf_object__load(object);

	if (!object)
		detail("it does not open\n");
	bpf_object__close(object);
	libbpf_set_print(print);
	detail("it %s; libbpf says:\n%s", loaded ? "loads" : "does not load", messages);
	return loaded;
}

static bool check_refused(void)
{
	return !loads(NULL) && strstr(messages, WITHOUT_BTF);
}

static const struct test instructions =
	CASE(any, all, OF_ANY, "at most 2 instructions more, but for the programs that are known");
static const struct test refused =
	CASE(kprobe, all, OF_ANY, "without BTF in the kernel: refused, and libbpf says why");
static const struct test given =
	CASE(kprobe, all, OF_ANY, "without BTF in the kernel: loads with types from a file");

static int count_own(void)
{
	return !access("/any", F_OK) + 2 * !access("/without-btf", F_OK);
}

static void run_own(void)
{
	if (!access("/any", F_OK))
		report(check_instructions(), "any", &instructions);
	if (access("/without-btf", F_OK))
		return;
	report(check_refused(), "any", &refused);
	if (access("/without-btf/btf", F_OK))
		skip = "the architecture's kernel with BTF is not built here";
	report(skip || loads("/without-btf/btf"), "any", &given);
}

SUITE(.count_own = count_own, .run_own = run_own);

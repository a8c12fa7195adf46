/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the files of cases and the loader that runs them share. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <bpf/libbpf.h>
#include "result.h"
#include "guest-arch.h"

typedef unsigned long word;

/* Values that no register holds by chance. */
#if __SIZEOF_LONG__ == 8
#define S(n) (0xc0de000000bee000UL + (n) * 0x0000000100000001UL)
#else
#define S(n) (0x70de0030UL + (n) * 0x101UL)
#endif

#define KERNEL(major, minor) ((major) * 1000 + (minor))
extern int kernel_version;

void detail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The objects that a case is run with: plain, btf, any. */
extern const char *current_set;
extern const char *skip;	/* why the current case cannot be run here */

/* An object without BTF and its variables, which libbpf maps where BTF tells of them. */
struct bpf_object *open_without_btf(const char *path);
void *variables(const struct bpf_object *object);

/* Where in /init's file a function is. */
long file_offset(word address);
word kernel_symbol(const char *name);
/* Whether the function around an address has a name that ends so. */
bool inside(word address, const char *suffix);

/* A function for uprobes, called with S(1) to S(12). */
word uprobe_target(word a, word b, word c, word d, word e, word f, word g, word h, word i, word j,
		   word k, word l);
void make_target(void);
/* Where it returns to. */
extern word true_return;
/* One whose arguments are in registers. */
GUEST_REGISTER_CALL word register_target(word a, word b, word c, word d, word e, word f, word g,
					 word h);
void make_register_target(void);

extern long made;	/* the return value of the last trigger, -errno for syscalls */
#define MADE(call) ((made = (call)) == -1 ? (void)(made = -errno) : (void)0)
/* Keeps the compiler from leaving out arguments that come to nothing. */
#define USE(value) __asm__ volatile("" : "+r"(value) : : "memory")

/* Where the program under test sees whose doings count. */
extern struct run *shared;

/* Of values that the program under test has put. */
extern struct result *got;
bool equal(int n, const char *what, word expected);
bool within(int n, const char *what, word address, int length);
/* The probed address, or within the probe's own instructions after it. */
bool near(int n, const char *what, word address);
bool check_values(int count);

/* What a child does, by itself the process whose doings count; how it ended. */
int in_child(void (*doing)(void));

/* Triggers that files share, and what their programs must see. */
void make_dup3(void);
void make_prctl(void);
bool check_prctl5(void);
bool check_negative(void);

/* What a trigger passed, and that the program has put it. */
#define WANT(...)                                                               \
	do {                                                                    \
		const unsigned long long values[] = { __VA_ARGS__ };            \
		memcpy(wanted, values, sizeof(values));                         \
		wanted_count = sizeof(values) / sizeof(*values);                \
	} while (0)
extern unsigned long long wanted[];
extern int wanted_count;
bool check_wanted(void);

/* What an attachment had. */
#define COOKIE (0xabbaUL | (S(9) & ~0xffffUL))
extern bool with_cookie;	/* whether this attachment gave one */
extern word probed_offset;	/* from the function's symbol, where that was not possible */

enum attach {
	KSYSCALL, KPROBE_SYSCALL, KPROBE, UPROBE,	/* libbpf's functions */
	AUTO,						/* by the program's section */
	SECTION,					/* by nothing else */
	KPROBE_OFFSET,					/* behind a function's entry */
	KPROBE_TRACEFS, UPROBE_TRACEFS,			/* an event made by hand */
	KPROBE_PMU, UPROBE_PMU,				/* a perf event and a link by hand */
	KPROBE_MULTI, UPROBE_MULTI,
};

enum flags {
	RET = 1,		/* the return, not the entry */
	WITH_COOKIE = 2,
	IS_SESSION = 4,		/* both; runs twice */
	REFUSED = 8,		/* must fail with EOPNOTSUPP */
};

#define MODE(m) PROBE_ATTACH_MODE_##m

enum {
#define FAMILY(name, ...) FAMILY_##name,
#include "families.h"
#undef FAMILY
};

enum family {
#define FAMILY(name, ...) OF_##name = 1 << FAMILY_##name,
#include "families.h"
#undef FAMILY
};

struct test {
	const char *object, *program;
	int family;		/* one, or several: OF_KSYSCALL | OF_MMAP */
	const char *name;
	enum attach attach;
	const char *symbol;	/* syscall or kernel function */
	void *function;		/* uprobes: of this program */
	void (*make)(void);
	bool (*check)(void);	/* or, without: */
	int values;		/* so many arguments, S(1) and so on */
	const char *(*without)(void);	/* why this kernel cannot run it, or NULL */
	int flags;
	enum probe_attach_mode mode;
};

/* CASE(object, program, family, "name", .attach = KPROBE, ...) */
#define CASE(in, prog, of, title, ...)                                                  \
	{                                                                               \
		.object = #in, .program = #prog, .family = (of) | 0 * sizeof(struct {   \
			_Static_assert((of) > 0, "a case is of a family");              \
			int one;                                                        \
		}), .name = title, __VA_ARGS__                                          \
	}
/* What is probed, and what makes it run. */
#define CALL(syscall) .symbol = #syscall, .make = make_##syscall
#define PRCTL .symbol = "security_task_prctl", .make = make_prctl
#define USER .function = uprobe_target, .make = make_target
/* Where the program's section says; it must see what the trigger WANT()s. */
#define BY_SECTION(trigger) .attach = SECTION, .make = make_##trigger, .check = check_wanted

#define BPF_JIT_ENABLE "/proc/sys/net/core/bpf_jit_enable"
/* With open(2)'s flags beside O_WRONLY. */
bool write_file(const char *path, int flags, const char *text);
void report(bool good, const char *set, const struct test *test);

/* A file of cases. */
struct cases {
	const struct test *tests;
	size_t count;
	void (*prepare)(void);	/* before the first probe, if anything */
	/* Or cases that it runs and reports by itself: how many, if any. */
	int (*count_own)(void);
	void (*run_own)(void);
};
#define COUNT(table) (sizeof(table) / sizeof(*(table)))
/* Of this file; the loader runs what stands in the section. */
#define SUITE(...)                                                                             \
	static const struct cases cases = { __VA_ARGS__ };                                     \
	static const struct cases *const suite __attribute__((section("suites"), used)) = &cases

/* any.c */
/* The architecture's own object beside that in any/, NULL: none. */
void open_own(const char *object);
/* The section of its program: where one in any/ belongs, whose own says no function. */
const char *own_section(const char *program);
long long microseconds(void);
/* What an object took to load, and what the verifier left of its programs. */
void note_loaded(const char *set, const char *name, struct bpf_object *object, long long time);

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
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <termios.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "result.h"
#include "guest.h" /* arch/<name>/guest.h */

typedef unsigned long word;

/* Values that no register holds by chance. */
#if __SIZEOF_LONG__ == 8
#define S(n) (0xc0de000000bee000UL + (n) * 0x0000000100000001UL)
#else
#define S(n) (0x70de0030UL + (n) * 0x101UL)
#endif

#define KERNEL(major, minor) ((major) * 1000 + (minor))
static int kernel_version;

/* TAP */

static int test_number, tests_planned;
static char details[4096];
static size_t details_size;

static void detail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (details_size < sizeof(details))
		details_size += vsnprintf(details + details_size, sizeof(details) - details_size,
					  format, args);
	va_end(args);
}

static const char *skip;	/* why the current case cannot be run here */

static void report(bool good, const char *set, const char *name)
{
	printf("%s %d - %s: %s%s%s\n", good || skip ? "ok" : "not ok", ++test_number, set, name,
	       skip ? " # skip " : "", skip ? skip : "");
	if (!good && !skip && details_size) {
		char *line, *save = NULL;

		for (line = strtok_r(details, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
			printf("# %s\n", line);
	}
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

static word kernel_symbol(const char *name)
{
	size_t i;

	for (i = 0; i < symbol_count; i++)
		if (!strcmp(symbols[i].name, name))
			return symbols[i].address;
	return 0;
}

/* Whether the function around an address has a name that ends so. */
static bool inside(word address, const char *suffix)
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

/* What makes the programs run */

static long made;	/* the return value of the last trigger, -errno for syscalls */

static void make_getppid(void)
{
	made = syscall(SYS_getppid);
}

#define MADE(call) ((made = (call)) == -1 ? (void)(made = -errno) : (void)0)

static void make_close(void)
{
	MADE(syscall(SYS_close, S(1)));
}

static void make_munlock(void)
{
	MADE(syscall(SYS_munlock, S(1), S(2)));
}

static void make_dup3(void)
{
	MADE(syscall(SYS_dup3, S(1), S(2), S(3)));
}

static void make_openat(void)
{
	MADE(syscall(SYS_openat, S(1), S(2), S(3), S(4)));
}

static void make_prctl(void)
{
	MADE(syscall(SYS_prctl, S(1), S(2), S(3), S(4), S(5)));
}

static void make_process_vm_readv(void)
{
	MADE(syscall(SYS_process_vm_readv, S(1), S(2), S(3), S(4), S(5), S(6)));
}

static const char missing[] = "/missing";

static void make_typed_openat(void)
{
	MADE(syscall(SYS_openat, -100, missing, O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY, 01234));
}

#define MAP_ADDRESS (S(2) & ~0xffffUL)
#define MAP_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define MAP_PROT (PROT_READ | PROT_WRITE | 8 /* PROT_SEM */)
#define MAP_PAGES 0xabcdeUL

static void make_mmap(void)
{
	/* Too long to be mapped, so that nothing comes of it. */
	void *at = mmap((void *)MAP_ADDRESS, S(3), MAP_PROT, MAP_FLAGS, -1,
			(off_t)MAP_PAGES * sysconf(_SC_PAGESIZE));

	made = at == MAP_FAILED ? -errno : 0;
}

static word true_return, true_cfa, true_frame;

/* The word behind it keeps the return address from being a tail call's. */
GUEST_FUNCTION word uprobe_target(word a, word b, word c, word d, word e, word f, word g, word h,
				  word i, word j, word k, word l)
{
	true_return = (word)__builtin_extract_return_addr(__builtin_return_address(0));
	true_cfa = (word)__builtin_dwarf_cfa();
	__asm__ volatile("" : : "r"(a), "r"(b), "r"(c) : "memory");
	return S(13) ^ ((a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l) & 0);
}

GUEST_FUNCTION int uprobe_target_int(word a)
{
	__asm__ volatile("" : : "r"(a) : "memory");
	return -EINVAL;
}

static GUEST_FUNCTION void call_target(void)
{
	GUEST_READ_FRAME_POINTER(true_frame);
	made = uprobe_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8), S(9), S(10), S(11), S(12));
	__asm__ volatile("" : : : "memory");
}

static void make_target(void)
{
	/* A uretprobe changes what the function sees as its return address. */
	word unprobed = true_return;

	call_target();
	true_return = unprobed;
}

/* Arguments in registers, where the architecture's user code does not pass them so. */
GUEST_FUNCTION GUEST_REGISTER_CALL word register_target(word a, word b, word c, word d, word e,
							word f, word g, word h)
{
	__asm__ volatile("" : : "r"(a), "r"(b), "r"(c) : "memory");
	return (a ^ b ^ c ^ d ^ e ^ f ^ g ^ h) & 1;
}

static void make_register_target(void)
{
	made = register_target(S(1), S(2), S(3), S(4), S(5), S(6), S(7), S(8));
}

/* A GUEST_FUNCTION too: arm's uretprobes cannot return to Thumb code. */
static GUEST_FUNCTION void make_target_int(void)
{
	made = uprobe_target_int(S(1));
}

/* Checks */

static struct result *got;

static bool equal(int n, const char *what, word expected)
{
	if ((word)got->value[n] == expected && got->value[n] == expected)
		return true;
	/* A negative value reaches a 32-bit loader in 64 bits. */
	if ((long)got->value[n] == (long)expected && (long long)got->value[n] == (long long)(long)expected &&
	    (long)expected < 0)
		return true;
	detail("value %d (%s): expected %#lx, got %#llx\n", n, what, expected, got->value[n]);
	return false;
}

static bool check_values(int count)
{
	bool good = true;
	int n;

	for (n = 0; n < count; n++)
		good &= equal(n, "argument", S(n + 1));
	return good;
}

static bool check0(void) { return true; }
static bool check1(void) { return check_values(1); }
static bool check2(void) { return check_values(2); }
static bool check3(void) { return check_values(3); }
static bool check4(void) { return check_values(4); }
static bool check5(void) { return check_values(5); }
static bool check6(void) { return check_values(6); }
static bool check12(void) { return check_values(12); }
static bool check_registers(void) { return check_values(GUEST_REGISTER_PARMS); }

static bool check_typed(void)
{
	return equal(0, "int", -100) & equal(1, "pointer", (word)missing) &
	       equal(2, "int", O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY) & equal(3, "mode", 01234);
}

static bool check_negative(void)
{
	if (made >= 0)
		detail("the syscall did not fail: %ld\n", made);
	return made < 0 && equal(0, "return value", made);
}

static bool check_prctl_parms(int count)
{
	bool good = equal(0, "option", (word)(long)(int)S(1));
	int n;

	for (n = 1; n < count; n++)
		good &= equal(n, "argument", S(n + 1));
	return good;
}

static bool check_prctl5(void)
{
	return check_prctl_parms(5);
}

static bool check_prctl_registers(void)
{
	return check_prctl_parms(GUEST_REGISTER_PARMS < 5 ? GUEST_REGISTER_PARMS : 5);
}

static bool check_mmap(void)
{
	return equal(0, "file", 0) & equal(1, "addr", MAP_ADDRESS) & equal(2, "len", S(3)) &
	       equal(3, "prot", MAP_PROT) & equal(4, "flags", MAP_FLAGS) & equal(5, "pgoff", MAP_PAGES);
}

/* The probed address, or within the probe's own instructions after it. */
static bool near(int n, const char *what, word address)
{
	if (got->value[n] >= address && got->value[n] <= address + GUEST_PROBE_LENGTH)
		return true;
	detail("value %d (%s): expected %#lx (+%d at most), got %#llx\n", n, what, address,
	       GUEST_PROBE_LENGTH, got->value[n]);
	return false;
}

static bool check_code(void)
{
	word address = kernel_symbol("security_task_prctl");

	return near(0, "IP", address) & near(1, "IP_CORE", address) &
	       inside(got->value[2], "sys_prctl") & equal(3, "READ_RET_IP error", 0) &
	       equal(4, "READ_RET_IP", got->value[2]) & equal(6, "SP_CORE", got->value[5]);
}

static bool check_kretprobe(void)
{
	return equal(0, "return value", -ENOSYS) & equal(1, "RC", -ENOSYS) &
	       equal(2, "RC_CORE", -ENOSYS);
}

static bool check_kretprobe_ip(void)
{
	/* Linux 5.15 first set the program counter for the handlers. */
	if (kernel_version < KERNEL(5, 15)) {
		skip = "Linux < 5.15 does not tell a kretprobe where the function returns to";
		return false;
	}
	return inside(got->value[3], "sys_prctl") & equal(4, "IP_CORE", got->value[3]) &
	       equal(5, "READ_RET_IP", got->value[3]);
}

static bool check_frame(void)
{
	word sp = true_cfa - GUEST_CFA_OFFSET, ip = (word)GUEST_CODE_ADDRESS(uprobe_target);
	bool good = equal(0, "IP", ip) & equal(1, "IP_CORE", ip) & equal(2, "SP", sp) &
		    equal(3, "SP_CORE", sp) & equal(4, "RET_IP", true_return) &
		    equal(5, "READ_RET_IP error", 0) & equal(6, "READ_RET_IP", true_return) &
		    equal(7, "RET", GUEST_RET_VALUE(true_return, sp)) &
		    equal(8, "RET_CORE", GUEST_RET_VALUE(true_return, sp));

	if (GUEST_HAS_FP)
		good &= equal(9, "FP", true_frame) & equal(10, "FP_CORE", true_frame);
	return good;
}

static bool check_uretprobe(void)
{
	return equal(0, "return value", S(13)) & equal(1, "RC", S(13)) &
	       equal(2, "RC_CORE", S(13)) & equal(3, "IP", true_return) &
	       equal(4, "READ_RET_IP", true_return);
}

static bool check_uretprobe_int(void)
{
	return equal(0, "return value", -EINVAL);
}

/* The cases */

enum attach { KSYSCALL, KRETSYSCALL, KPROBE_SYSCALL, KPROBE, KRETPROBE, UPROBE, URETPROBE };

static const struct test {
	const char *object, *program, *name;
	enum attach attach;
	const char *symbol;	/* syscall or kernel function */
	void *function;		/* uprobes: of this program */
	void (*make)(void);
	bool (*check)(void);
} tests[] = {
	{ "ksyscall", "ksyscall0", "BPF_KSYSCALL, no arguments", KSYSCALL, "getppid", NULL, make_getppid, check0 },
	{ "ksyscall", "ksyscall1", "BPF_KSYSCALL, 1 argument", KSYSCALL, "close", NULL, make_close, check1 },
	{ "ksyscall", "ksyscall2", "BPF_KSYSCALL, 2 arguments", KSYSCALL, "munlock", NULL, make_munlock, check2 },
	{ "ksyscall", "ksyscall3", "BPF_KSYSCALL, 3 arguments", KSYSCALL, "dup3", NULL, make_dup3, check3 },
	{ "ksyscall", "ksyscall4", "BPF_KSYSCALL, 4 arguments", KSYSCALL, "openat", NULL, make_openat, check4 },
	{ "ksyscall", "ksyscall5", "BPF_KSYSCALL, 5 arguments", KSYSCALL, "prctl", NULL, make_prctl, check5 },
	{ "ksyscall", "ksyscall6", "BPF_KSYSCALL, 6 arguments", KSYSCALL, "process_vm_readv", NULL, make_process_vm_readv, check6 },
	{ "ksyscall", "ksyscall_typed", "BPF_KPROBE_SYSCALL, typed", KSYSCALL, "openat", NULL, make_typed_openat, check_typed },
	{ "ksyscall", "kret_long", "BPF_KRETPROBE, negative long", KRETSYSCALL, "process_vm_readv", NULL, make_process_vm_readv, check_negative },
	{ "ksyscall", "syscall_regs", "PT_REGS_SYSCALL_REGS, PARM1..6_CORE_SYSCALL", KPROBE_SYSCALL, "process_vm_readv", NULL, make_process_vm_readv, check6 },
	{ "kprobe", "kprobe5", "BPF_KPROBE, 5 arguments", KPROBE, "security_task_prctl", NULL, make_prctl, check_prctl5 },
	{ "kprobe", "kprobe6", "BPF_KPROBE, 6 arguments", KPROBE, "vm_mmap_pgoff", NULL, make_mmap, check_mmap },
	{ "kprobe", "parms", "PT_REGS_PARMn", KPROBE, "security_task_prctl", NULL, make_prctl, check_prctl_registers },
	{ "kprobe", "parms_core", "PT_REGS_PARMn_CORE", KPROBE, "security_task_prctl", NULL, make_prctl, check_prctl_registers },
	{ "kprobe", "location", "PT_REGS_IP, RET_IP, BPF_KPROBE_READ_RET_IP", KPROBE, "security_task_prctl", NULL, make_prctl, check_code },
	{ "kprobe", "kret_int", "BPF_KRETPROBE, negative int; PT_REGS_RC", KRETPROBE, "security_task_prctl", NULL, make_prctl, check_kretprobe },
	{ "kprobe", "kret_int", "PT_REGS_IP and BPF_KRETPROBE_READ_RET_IP in a kretprobe", KRETPROBE, "security_task_prctl", NULL, make_prctl, check_kretprobe_ip },
	{ "uprobe", "uprobe12", "BPF_UPROBE, 12 arguments", UPROBE, NULL, uprobe_target, make_target, check12 },
	{ "uprobe", "parms", "PT_REGS_PARMn in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "parms_core", "PT_REGS_PARMn_CORE in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "frame_regs", "PT_REGS_IP, SP, FP, RET, RET_IP", UPROBE, NULL, uprobe_target, make_target, check_frame },
	{ "uprobe", "uret_long", "BPF_URETPROBE, PT_REGS_RC, IP", URETPROBE, NULL, uprobe_target, make_target, check_uretprobe },
	{ "uprobe", "uret_int", "BPF_URETPROBE, negative int", URETPROBE, NULL, uprobe_target_int, make_target_int, check_uretprobe_int },
};
#define TESTS (sizeof(tests) / sizeof(*tests))

/* Where in /init's file a function is. */
static long file_offset(word address)
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

/*
 * At a kernel function's entry. riscv before 6.13 refuses its first instruction
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
	opts->offset = GUEST_ENTRY_OFFSET;
	return bpf_program__attach_kprobe_opts(program, symbol, opts);
}

static struct bpf_link *attach(const struct test *test, struct bpf_program *program)
{
	LIBBPF_OPTS(bpf_ksyscall_opts, ksyscall, .retprobe = test->attach == KRETSYSCALL);
	LIBBPF_OPTS(bpf_kprobe_opts, kprobe);
	const char *symbol = test->symbol;
	struct bpf_link *link;

	switch (test->attach) {
	case KSYSCALL:
	case KRETSYSCALL:
		link = bpf_program__attach_ksyscall(program, symbol, &ksyscall);
		if (link || errno != ENOENT)
			return link;
		/* libbpf does not find them all; their users name the symbol. */
		/* fallthrough */
	case KPROBE_SYSCALL:
		symbol = syscall_symbol(symbol);
		if (!symbol) {
			detail("no symbol for the syscall %s\n", test->symbol);
			return NULL;
		}
		kprobe.retprobe = test->attach == KRETSYSCALL;
		return attach_entry(program, symbol, &kprobe);
	case KPROBE:
	case KRETPROBE:
		kprobe.retprobe = test->attach == KRETPROBE;
		return attach_entry(program, symbol, &kprobe);
	case UPROBE:
	case URETPROBE:
		return bpf_program__attach_uprobe(program, test->attach == URETPROBE, getpid(), "/init",
						  file_offset((word)GUEST_CODE_ADDRESS(test->function)));
	}
	return NULL;
}

static bool run(const struct test *test, struct bpf_object *object)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, test->program);
	struct bpf_map *bss = bpf_object__find_map_by_name(object, ".bss");
	struct run *data;
	static struct result copy;
	struct bpf_link *link;
	size_t size;

	if (!program || !bss) {
		detail("no program %s\n", test->program);
		return false;
	}
	data = bpf_map__initial_value(bss, &size);
	if (!data || size < sizeof(*data)) {
		detail("the results are not mapped\n");
		return false;
	}
	link = attach(test, program);
	if (!link) {
		detail("cannot attach: %s\n", strerror(errno));
		return skip != NULL;
	}
	memset(&data->result, 0, sizeof(data->result));
	data->target = getpid();
	test->make();
	data->target = 0;
	copy = data->result;
	got = &copy;
	bpf_link__destroy(link);
	if (copy.hits != 1) {
		detail("ran %llu times, not once\n", copy.hits);
		return false;
	}
	return test->check();
}

/* All cases with the objects of one directory. */
static void run_set(const char *set)
{
	struct bpf_object *object = NULL;
	const char *loaded = "";
	char path[128];
	size_t i;

	for (i = 0; i < TESTS; i++) {
		bool good;

		if (strcmp(loaded, tests[i].object)) {
			bpf_object__close(object);
			loaded = tests[i].object;
			snprintf(path, sizeof(path), "/%s/%s.bpf.o", set, loaded);
			object = bpf_object__open_file(path, NULL);
			if (object && bpf_object__load(object)) {
				bpf_object__close(object);
				object = NULL;
			}
			if (!object)
				printf("# %s does not load\n", path);
		}
		good = object && run(&tests[i], object);
		report(good, set, tests[i].name);
	}
	bpf_object__close(object);
}

int main(void)
{
	static const char *const sets[] = { "plain", "btf" };
	struct utsname name;
	unsigned int i;

	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mkdir("/dev", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, NULL);
	mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
	mount("bpffs", "/sys/fs/bpf", "bpf", 0, NULL);

	int major = 0, minor = 0;

	uname(&name);
	sscanf(name.release, "%d.%d", &major, &minor);
	kernel_version = KERNEL(major, minor);
	printf("\n# Linux %s %s\n", name.release, name.machine);
	for (i = 0; i < 2; i++)
		if (!access(sets[i], F_OK))
			tests_planned += TESTS;
	printf("1..%d\n", tests_planned);
	fflush(stdout);
	libbpf_set_print(libbpf_message);
	read_kallsyms();
	call_target();	/* no probe yet */
	for (i = 0; i < 2; i++)
		if (!access(sets[i], F_OK))
			run_set(sets[i]);
	printf("# done\n");
	fflush(stdout);
	tcdrain(STDOUT_FILENO);
	sync();
	reboot(RB_POWER_OFF);
	reboot(RB_AUTOBOOT);
	return 0;
}

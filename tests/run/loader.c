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
#include <linux/perf_event.h>
#include <bpf/bpf.h>
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
#define MAP_LENGTH (S(3) >> 1)
#define MAP_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define MAP_PROT (PROT_READ | PROT_WRITE | 8 /* PROT_SEM */)
#define MAP_PAGES 0xabcdeUL

static void make_mmap(void)
{
	/* Too long to be mapped, so that nothing comes of it. */
	void *at = mmap((void *)MAP_ADDRESS, MAP_LENGTH, MAP_PROT, MAP_FLAGS, -1,
			(off_t)MAP_PAGES * sysconf(_SC_PAGESIZE));

	made = at == MAP_FAILED ? -errno : 0;
}

static word true_return, true_cfa, true_frame;

/* Keeps the compiler from leaving out arguments that come to nothing. */
#define USE(value) __asm__ volatile("" : "+r"(value) : : "memory")

GUEST_FUNCTION word uprobe_target(word a, word b, word c, word d, word e, word f, word g, word h,
				  word i, word j, word k, word l)
{
	word all = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l;

	true_return = (word)__builtin_extract_return_addr(__builtin_return_address(0));
	true_cfa = (word)__builtin_dwarf_cfa();
	USE(all);
	return S(13) ^ (all & 0);
}

GUEST_FUNCTION int uprobe_target_int(word a)
{
	USE(a);
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
	word all = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;

	USE(all);
	return S(13) ^ (all & 0);
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
	return equal(0, "file", 0) & equal(1, "addr", MAP_ADDRESS) & equal(2, "len", MAP_LENGTH) &
	       equal(3, "prot", MAP_PROT) & equal(4, "flags", MAP_FLAGS) & equal(5, "pgoff", MAP_PAGES);
}

static bool within(int n, const char *what, word address, int length)
{
	if (got->value[n] >= address && got->value[n] <= address + length)
		return true;
	detail("value %d (%s): expected %#lx (+%d at most), got %#llx\n", n, what, address, length,
	       got->value[n]);
	return false;
}

/* The probed address, or within the probe's own instructions after it. */
static bool near(int n, const char *what, word address)
{
	return within(n, what, address, GUEST_PROBE_LENGTH);
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

/* Attachments */

#define COOKIE (0xabbaUL | (S(9) & ~0xffffUL))

static bool with_cookie;	/* whether this attachment gave one */

static bool check_cookie(void)
{
	return equal(ATTACH_COOKIE, "cookie", with_cookie ? COOKIE : 0);
}

static word probed_offset;	/* from the function's symbol, where that was not possible */

static bool check_attached_kernel(void)
{
	/* The helper knows functions by their entry only. */
	if (probed_offset)
		return equal(ATTACH_FUNC_IP, "bpf_get_func_ip", 0) & check_cookie();
	return near(ATTACH_FUNC_IP, "bpf_get_func_ip", kernel_symbol("security_task_prctl")) &
	       check_cookie();
}

static bool check_attached_kprobe(void)
{
	return check_prctl5() & check_attached_kernel() &
	       near(ATTACH_IP, "IP", kernel_symbol("security_task_prctl"));
}

static bool check_attached_kretprobe(void)
{
	return equal(0, "return value", -ENOSYS) & check_attached_kernel() &
	       inside(got->value[ATTACH_IP], "sys_prctl");
}

static bool check_attached_ksyscall(void)
{
	return check_values(3) & check_cookie();
}

static bool check_attached_kretsyscall(void)
{
	return check_negative() & check_cookie();
}

static bool check_attached_user(void)
{
	/* bpf_get_func_ip() knows uprobes since 6.6. */
	return check_cookie() &
	       (kernel_version < KERNEL(6, 6) ||
		equal(ATTACH_FUNC_IP, "bpf_get_func_ip", (word)GUEST_CODE_ADDRESS(uprobe_target)));
}

static bool check_attached_uprobe(void)
{
	return check_values(3) & check_attached_user() &
	       equal(ATTACH_IP, "IP", (word)GUEST_CODE_ADDRESS(uprobe_target));
}

static bool check_attached_uretprobe(void)
{
	return equal(0, "return value", S(13)) & check_attached_user() &
	       equal(ATTACH_IP, "IP", true_return);
}

/* Where fprobe's ftrace call returns to, a few instructions from the symbol. */
static bool check_multi_entry(void)
{
	return check_prctl5() & check_attached_kernel() &
	       within(ATTACH_IP, "IP", kernel_symbol("security_task_prctl"), 16);
}

static bool check_multi_cookie(bool (*check)(void))
{
	if (GUEST_LOSES_MULTI_COOKIES && !got->value[ATTACH_COOKIE])
		skip = "powerpc's kernel gives kprobe.multi programs cookie 0: it looks for the "
		       "ftrace address among those of the symbols";
	return !skip && check();
}

static bool check_multi_entry_cookie(void)
{
	return check_multi_cookie(check_multi_entry);
}

static bool check_multi_return_cookie(void)
{
	return check_multi_cookie(check_attached_kretprobe);
}

static bool check_offset(void)
{
	return near(0, "IP", kernel_symbol("security_task_prctl") + probed_offset) &
	       near(1, "IP_CORE", kernel_symbol("security_task_prctl") + probed_offset);
}

static bool check_session(void)
{
	return equal(0, "option", (word)(long)(int)S(1)) & equal(1, "argument", S(2)) &
	       equal(2, "argument", S(3)) & equal(5, "return value", -ENOSYS) &
	       equal(6, "session cookie", S(3));
}

static bool check_usession(void)
{
	return check_values(3) & equal(5, "return value", S(13)) & equal(6, "session cookie", S(3));
}

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

/* What a kernel must have for a case; the truth is its version and symbols. */
enum feature { ANY, COOKIES, LINKS, MULTI, SESSION, UMULTI, USESSION };

static const char *without_kfuncs(void)
{
	if (access("/proc/sys/net/core/bpf_jit_enable", F_OK))
		return "kfuncs need the BPF JIT, which this kernel is built without";
	return access("/sys/kernel/btf/vmlinux", R_OK) ? "kfuncs need a kernel with BTF" : NULL;
}

static const char *without(enum feature feature)
{
	if (feature >= MULTI && __SIZEOF_LONG__ == 4)
		return "32-bit kernels have no multi links";
	switch (feature) {
	case COOKIES:
	case LINKS:
		return kernel_version < KERNEL(5, 15) ? "Linux < 5.15 has no attach cookies" : NULL;
	case SESSION:
		if (kernel_version < KERNEL(6, 10))
			return "Linux < 6.10 has no kprobe.session";
		if (without_kfuncs())
			return without_kfuncs();
		/* fallthrough */
	case MULTI:
		if (kernel_version < KERNEL(5, 18))
			return "Linux < 5.18 has no kprobe.multi";
		return kernel_symbol("register_fprobe_ips") ? NULL :
							      "this kernel is built without fprobe";
	case USESSION:
		if (kernel_version < KERNEL(6, 13))
			return "Linux < 6.13 has no uprobe.session";
		return without_kfuncs();
	case UMULTI:
		return kernel_version < KERNEL(6, 6) ? "Linux < 6.6 has no uprobe.multi" : NULL;
	case ANY:
		break;
	}
	return NULL;
}

/* The cases */

enum attach {
	KSYSCALL, KPROBE_SYSCALL, KPROBE, UPROBE,	/* libbpf's functions */
	AUTO,						/* by the program's section */
	KPROBE_OFFSET,					/* behind a function's entry */
	KPROBE_TRACEFS, UPROBE_TRACEFS,			/* an event made by hand */
	KPROBE_PMU, UPROBE_PMU,				/* a perf event and a link made by hand */
	KPROBE_MULTI, UPROBE_MULTI,
};
enum flags {
	RET = 1,		/* the return, not the entry */
	WITH_COOKIE = 2,
	IS_SESSION = 4,		/* both; runs twice */
	REFUSED = 8,		/* must fail with EOPNOTSUPP */
};

#define PRCTL "security_task_prctl", NULL, make_prctl
#define MMAP "vm_mmap_pgoff", NULL, make_mmap
#define CALL(name) #name, NULL, make_##name
#define USER NULL, uprobe_target, make_target
#define MODE(m) PROBE_ATTACH_MODE_##m

static const struct test {
	const char *object, *program, *name;
	enum attach attach;
	const char *symbol;	/* syscall or kernel function */
	void *function;		/* uprobes: of this program */
	void (*make)(void);
	bool (*check)(void);
	enum feature needs;
	int flags;
	enum probe_attach_mode mode;
} tests[] = {
	{ "ksyscall", "ksyscall0", "BPF_KSYSCALL, no arguments", KSYSCALL, CALL(getppid), check0 },
	{ "ksyscall", "ksyscall1", "BPF_KSYSCALL, 1 argument", KSYSCALL, CALL(close), check1 },
	{ "ksyscall", "ksyscall2", "BPF_KSYSCALL, 2 arguments", KSYSCALL, CALL(munlock), check2 },
	{ "ksyscall", "ksyscall3", "BPF_KSYSCALL, 3 arguments", KSYSCALL, CALL(dup3), check3 },
	{ "ksyscall", "ksyscall4", "BPF_KSYSCALL, 4 arguments", KSYSCALL, CALL(openat), check4 },
	{ "ksyscall", "ksyscall5", "BPF_KSYSCALL, 5 arguments", KSYSCALL, CALL(prctl), check5 },
	{ "ksyscall", "ksyscall6", "BPF_KSYSCALL, 6 arguments", KSYSCALL, CALL(process_vm_readv), check6 },
	{ "ksyscall", "ksyscall_typed", "BPF_KPROBE_SYSCALL, typed", KSYSCALL, "openat", NULL, make_typed_openat, check_typed },
	{ "ksyscall", "kret_long", "BPF_KRETPROBE, negative long", KSYSCALL, CALL(process_vm_readv), check_negative, ANY, RET },
	{ "ksyscall", "syscall_regs", "PT_REGS_SYSCALL_REGS, PARM1..6_CORE_SYSCALL", KPROBE_SYSCALL, CALL(process_vm_readv), check6 },

	{ "kprobe", "kprobe5", "BPF_KPROBE, 5 arguments", KPROBE, PRCTL, check_prctl5 },
	{ "kprobe", "kprobe6", "BPF_KPROBE, 6 arguments", KPROBE, MMAP, check_mmap },
	{ "kprobe", "parms", "PT_REGS_PARMn", KPROBE, PRCTL, check_prctl_registers },
	{ "kprobe", "parms_core", "PT_REGS_PARMn_CORE", KPROBE, PRCTL, check_prctl_registers },
	{ "kprobe", "location", "PT_REGS_IP, RET_IP, BPF_KPROBE_READ_RET_IP", KPROBE, PRCTL, check_code },
	{ "kprobe", "kret_int", "BPF_KRETPROBE, negative int; PT_REGS_RC", KPROBE, PRCTL, check_kretprobe, ANY, RET },
	{ "kprobe", "kret_int", "PT_REGS_IP and BPF_KRETPROBE_READ_RET_IP in a kretprobe", KPROBE, PRCTL, check_kretprobe_ip, ANY, RET },
	{ "kprobe", "location", "kprobe behind the entry: PT_REGS_IP", KPROBE_OFFSET, PRCTL, check_offset },
	{ "kprobe", "kprobe5", "kprobe, attach_mode LEGACY", KPROBE, PRCTL, check_prctl5, ANY, 0, MODE(LEGACY) },
	{ "kprobe", "kret_int", "kretprobe, attach_mode LEGACY", KPROBE, PRCTL, check_kretprobe, ANY, RET, MODE(LEGACY) },
	{ "kprobe", "kprobe5", "kprobe, attach_mode PERF", KPROBE, PRCTL, check_prctl5, ANY, 0, MODE(PERF) },
	{ "kprobe", "kret_int", "kretprobe, attach_mode PERF", KPROBE, PRCTL, check_kretprobe, ANY, RET, MODE(PERF) },
	{ "kprobe", "kprobe5", "kprobe, tracefs event by hand", KPROBE_TRACEFS, PRCTL, check_prctl5 },
	{ "kprobe", "kret_int", "kretprobe, tracefs event by hand", KPROBE_TRACEFS, PRCTL, check_kretprobe, ANY, RET },

	{ "uprobe", "uprobe12", "BPF_UPROBE, 12 arguments", UPROBE, USER, check12 },
	{ "uprobe", "parms", "PT_REGS_PARMn in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "parms_core", "PT_REGS_PARMn_CORE in a uprobe", UPROBE, NULL, register_target, make_register_target, check_registers },
	{ "uprobe", "frame_regs", "PT_REGS_IP, SP, FP, RET, RET_IP", UPROBE, USER, check_frame },
	{ "uprobe", "uret_long", "BPF_URETPROBE, PT_REGS_RC, IP", UPROBE, USER, check_uretprobe, ANY, RET },
	{ "uprobe", "uret_int", "BPF_URETPROBE, negative int", UPROBE, NULL, uprobe_target_int, make_target_int, check_uretprobe_int, ANY, RET },
	{ "uprobe", "uprobe12", "uprobe, attach_mode LEGACY", UPROBE, USER, check12, ANY, 0, MODE(LEGACY) },
	{ "uprobe", "uret_long", "uretprobe, attach_mode LEGACY", UPROBE, USER, check_uretprobe, ANY, RET, MODE(LEGACY) },
	{ "uprobe", "uprobe12", "uprobe, attach_mode PERF", UPROBE, USER, check12, ANY, 0, MODE(PERF) },
	{ "uprobe", "uret_long", "uretprobe, attach_mode PERF", UPROBE, USER, check_uretprobe, ANY, RET, MODE(PERF) },
	{ "uprobe", "uprobe12", "uprobe, tracefs event by hand", UPROBE_TRACEFS, USER, check12 },
	{ "uprobe", "uret_long", "uretprobe, tracefs event by hand", UPROBE_TRACEFS, USER, check_uretprobe, ANY, RET },

	{ "attach", "auto_ksyscall", "SEC(\"ksyscall/dup3\")", AUTO, CALL(dup3), check3, COOKIES },
	{ "attach", "auto_kretsyscall", "SEC(\"kretsyscall/dup3\")", AUTO, CALL(dup3), check_negative, COOKIES, RET },
	{ "attach", "attach_ksyscall", "ksyscall with a cookie", KSYSCALL, CALL(dup3), check_attached_ksyscall, COOKIES, WITH_COOKIE },
	{ "attach", "attach_kretsyscall", "kretsyscall with a cookie", KSYSCALL, CALL(dup3), check_attached_kretsyscall, COOKIES, RET | WITH_COOKIE },
	{ "attach", "attach_kprobe", "kprobe with a cookie", KPROBE, PRCTL, check_attached_kprobe, COOKIES, WITH_COOKIE },
	{ "attach", "attach_kretprobe", "kretprobe with a cookie", KPROBE, PRCTL, check_attached_kretprobe, COOKIES, RET | WITH_COOKIE },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode LINK", KPROBE, PRCTL, check_attached_kprobe, LINKS, WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_kretprobe", "kretprobe with a cookie, attach_mode LINK", KPROBE, PRCTL, check_attached_kretprobe, LINKS, RET | WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode LEGACY: refused", KPROBE, PRCTL, check0, COOKIES, WITH_COOKIE | REFUSED, MODE(LEGACY) },
	{ "attach", "attach_kprobe", "kprobe with a cookie, attach_mode PERF: refused", KPROBE, PRCTL, check0, COOKIES, WITH_COOKIE | REFUSED, MODE(PERF) },
	{ "attach", "attach_kprobe", "kprobe, perf event and link by hand", KPROBE_PMU, PRCTL, check_attached_kprobe, LINKS, WITH_COOKIE },
	{ "attach", "attach_kretprobe", "kretprobe, perf event and link by hand", KPROBE_PMU, PRCTL, check_attached_kretprobe, LINKS, RET | WITH_COOKIE },
	{ "attach", "attach_uprobe", "uprobe with a cookie", UPROBE, USER, check_attached_uprobe, COOKIES, WITH_COOKIE },
	{ "attach", "attach_uretprobe", "uretprobe with a cookie", UPROBE, USER, check_attached_uretprobe, COOKIES, RET | WITH_COOKIE },
	{ "attach", "attach_uprobe", "uprobe with a cookie, attach_mode LINK", UPROBE, USER, check_attached_uprobe, LINKS, WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_uretprobe", "uretprobe with a cookie, attach_mode LINK", UPROBE, USER, check_attached_uretprobe, LINKS, RET | WITH_COOKIE, MODE(LINK) },
	{ "attach", "attach_uprobe", "uprobe with a cookie, attach_mode LEGACY: refused", UPROBE, USER, check0, COOKIES, WITH_COOKIE | REFUSED, MODE(LEGACY) },
	{ "attach", "attach_uprobe", "uprobe, perf event and link by hand", UPROBE_PMU, USER, check_attached_uprobe, LINKS, WITH_COOKIE },
	{ "attach", "attach_uretprobe", "uretprobe, perf event and link by hand", UPROBE_PMU, USER, check_attached_uretprobe, LINKS, RET | WITH_COOKIE },

	{ "multi", "multi_entry", "kprobe.multi", KPROBE_MULTI, PRCTL, check_multi_entry, MULTI },
	{ "multi", "multi_return", "kretprobe.multi", KPROBE_MULTI, PRCTL, check_attached_kretprobe, MULTI, RET },
	{ "multi", "multi_entry", "kprobe.multi with a cookie", KPROBE_MULTI, PRCTL, check_multi_entry_cookie, MULTI, WITH_COOKIE },
	{ "multi", "multi_return", "kretprobe.multi with a cookie", KPROBE_MULTI, PRCTL, check_multi_return_cookie, MULTI, RET | WITH_COOKIE },
	{ "session", "session", "kprobe.session", KPROBE_MULTI, PRCTL, check_session, SESSION, IS_SESSION },
	{ "umulti", "umulti_entry", "uprobe.multi with a cookie", UPROBE_MULTI, USER, check_attached_uprobe, UMULTI, WITH_COOKIE },
	{ "umulti", "umulti_return", "uretprobe.multi with a cookie", UPROBE_MULTI, USER, check_attached_uretprobe, UMULTI, RET | WITH_COOKIE },
	{ "usession", "usession", "uprobe.session", UPROBE_MULTI, NULL, register_target, make_register_target, check_usession, USESSION, IS_SESSION },
};
#define TESTS (sizeof(tests) / sizeof(*tests))

/* An attachment: libbpf's link, or what was made by hand. */
struct attachment {
	struct bpf_link *link;
	int event, event_link;
	const char *events;	/* the tracefs file that the event is in */
};

#define TRACEFS "/sys/kernel/tracing/"

static bool write_file(const char *path, int flags, const char *text)
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
	opts->offset = probed_offset = GUEST_ENTRY_OFFSET;
	return bpf_program__attach_kprobe_opts(program, symbol, opts);
}

static struct bpf_link *attach_link(const struct test *test, struct bpf_program *program)
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

static bool attach(const struct test *test, struct bpf_program *program, struct attachment *to)
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
		to->link = attach_link(test, program);
		if (!to->link && !(test->flags & REFUSED))
			detail("cannot attach: %s\n", strerror(errno));
		return to->link;
	}
}

static bool run(const struct test *test, struct bpf_object *object)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, test->program);
	struct bpf_map *bss = bpf_object__find_map_by_name(object, ".bss");
	struct run *data;
	static struct result copy;
	unsigned long long expected = test->flags & IS_SESSION ? 2 : 1;
	struct attachment attachment;
	bool good;
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
	if (!attach(test, program, &attachment)) {
		int error = errno;

		if (test->flags & REFUSED) {
			detail("it fails with %s\n", strerror(error));
			return error == EOPNOTSUPP;
		}
		detach(&attachment);
		return false;
	}
	if (test->flags & REFUSED)
		detail("it attaches\n");
	memset(&data->result, 0, sizeof(data->result));
	data->target = getpid();
	test->make();
	data->target = 0;
	copy = data->result;
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
		data->target = getpid();
		test->make();
		data->target = 0;
		if (data->result.hits != copy.hits) {
			detail("it ran though detached\n");
			good = false;
		}
	}
	if (copy.hits != expected) {
		detail("ran %llu times, not %llu\n", copy.hits, expected);
		return false;
	}
	return test->check() && good && !(test->flags & REFUSED);
}

/* All cases with the objects of one directory. */
static void run_set(const char *set)
{
	struct bpf_object *object = NULL;
	const char *loaded = "";
	char path[128];
	size_t i;

	for (i = 0; i < TESTS; i++) {
		bool good = true;

		skip = without(tests[i].needs);
		if (skip) {
			report(true, set, tests[i].name);
			continue;
		}
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
	/* kfuncs want the JIT, which some architectures leave off. */
	if (!access("/proc/sys/net/core/bpf_jit_enable", W_OK))
		write_file("/proc/sys/net/core/bpf_jit_enable", 0, "1");
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
	/* end=reboot on the kernel's command line, where it cannot power off. */
	if (!getenv("end"))
		reboot(RB_POWER_OFF);
	reboot(RB_AUTOBOOT);
	return 0;
}

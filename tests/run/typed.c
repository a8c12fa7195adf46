// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The cases of BPF_KPROBE2 and its family, and of arguments by number, on kernel
 * functions; those on user functions are generated (fuzz.c).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include "loader.h"

#define EXTENDED(n) ((unsigned long long)(long long)(n))
#define OFFSET 0x5de013100beef000LL
#define LENGTH 0x1fac0de00bad7001LL

static int file = -1, udp = -1, kmsg = -1;

/* A file system whose seeks are known, a network to send to, the kernel's log. */
static void prepare(void)
{
	struct ifreq lo = { .ifr_name = "lo" };
	struct sockaddr_in *address = (struct sockaddr_in *)&lo.ifr_addr;

	mkdir("/tmp", 0755);
	mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
	file = open("/tmp/file", O_RDWR | O_CREAT, 0600);
	kmsg = open("/dev/kmsg", O_WRONLY);
	udp = socket(AF_INET, SOCK_DGRAM, 0);
	address->sin_family = AF_INET;
	address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ioctl(udp, SIOCSIFADDR, &lo);
	lo.ifr_flags = IFF_UP;
	ioctl(udp, SIOCSIFFLAGS, &lo);
}

#define MAP_AT 0x70de0000UL
#define MAP_SIZE (S(3) >> 1)	/* too long to be mapped */
#define MAP_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define MAP_PROT (PROT_READ | PROT_WRITE | 8 /* PROT_SEM */)
#define MAP_PAGES 0xabcdeUL

static void make_mmap(void)
{
	void *at = mmap((void *)MAP_AT, MAP_SIZE, MAP_PROT, MAP_FLAGS, -1,
			(off_t)MAP_PAGES * sysconf(_SC_PAGESIZE));

	made = at == MAP_FAILED ? -errno : 0;
	WANT(0, MAP_AT, MAP_SIZE, MAP_PROT, MAP_FLAGS, MAP_PAGES, 0);
}

static void make_mmap_by_number(void)
{
	make_mmap();
	WANT(0, MAP_AT, MAP_SIZE, MAP_PROT, MAP_FLAGS, MAP_PAGES, 1);
}

#define SEND_FLAGS (MSG_DONTWAIT | MSG_CONFIRM)

static void make_send(void)
{
	struct sockaddr_in to = { AF_INET, htons(9), { htonl(INADDR_LOOPBACK) } };

	MADE(sendto(udp, "payload", 7, SEND_FLAGS, (struct sockaddr *)&to, sizeof(to)));
	/* The UDP header is 8 bytes long, and part of the length. */
	WANT(kernel_symbol("ip_generic_getfrag"), 7 + 8, 8, SEND_FLAGS, 0);
}

static void make_fallocate(void)
{
	MADE(fallocate(file, FALLOC_FL_KEEP_SIZE, OFFSET, LENGTH));
	WANT(FALLOC_FL_KEEP_SIZE, OFFSET, LENGTH);
}

static void make_sys_fallocate(void)
{
	MADE(fallocate(-77, -2, OFFSET, LENGTH));
	WANT(EXTENDED(-77), EXTENDED(-2), OFFSET, LENGTH);
}

/* 43 bits, as much as 32-bit kernels allow, and whose halves differ. */
#define SEEK_OFFSET 0x6de013100beLL
#define FILE_SIZE 0x10dedbee1LL

static void make_seek(void)
{
	/* MAX_LFS_FILESIZE */
	const long long max = sizeof(long) == 8 ? 0x7fffffffffffffffLL :
						  0xffffffffLL * sysconf(_SC_PAGESIZE);

	if (ftruncate(file, FILE_SIZE))
		detail("ftruncate: %s\n", strerror(errno));
	made = lseek(file, SEEK_OFFSET, SEEK_END) < 0 ? -errno : 0;
	WANT(SEEK_OFFSET, SEEK_END, max, FILE_SIZE);
}

static void make_seek_return(void)
{
	make_seek();
	WANT(FILE_SIZE + SEEK_OFFSET, FILE_SIZE + SEEK_OFFSET);
}

static void make_getpriority(void)
{
	MADE(getpriority(PRIO_USER, 0x70de0131));
	WANT(0x70de0131);
}

/* A record of facility 20 and level 5, which "quiet" keeps from the console. */
static void make_printk(void)
{
	MADE(write(kmsg, "<165>typed\n", 11));
	WANT(20, 5, 0);
}

static const char *without_network(void)
{
	return kernel_symbol("ip_make_skb") ? NULL : "this kernel is built without IPv4";
}

static const char *without_tmpfs(void)
{
	return kernel_symbol("shmem_fill_super") ? NULL : "this kernel is built without tmpfs";
}

static const char *without_log(void)
{
	return kmsg >= 0 ? NULL : "this kernel has no /dev/kmsg";
}

static const struct test tests[] = {
	CASE(typed, typed_mmap, OF_TYPED, "BPF_KPROBE2, 6 arguments",
	     .attach = KPROBE, .symbol = "vm_mmap_pgoff", .make = make_mmap, .check = check_wanted),
	CASE(typed, parm_n, OF_TYPED, "PT_REGS_PARM(ctx, 1..6)",
	     .attach = KPROBE, .symbol = "vm_mmap_pgoff", .make = make_mmap, .check = check_wanted),
	CASE(typed, parm_user_n, OF_TYPED, "PT_REGS_PARM_USER(ctx, 1..12)",
	     .attach = UPROBE, .function = uprobe_target, .make = make_target, .values = 12),
	CASE(typed, typed_ip_make_skb, OF_TYPED, "BPF_KPROBE2, 10 arguments",
	     .attach = KPROBE, .symbol = "ip_make_skb", .make = make_send, .check = check_wanted,
	     .without = without_network),
	CASE(kprobe, parms_by_number, OF_PARM | OF_KPROBE, "PT_REGS_PARM_N(ctx, 1..6)",
	     .attach = KPROBE, .symbol = "vm_mmap_pgoff", .make = make_mmap_by_number,
	     .check = check_wanted),
	CASE(kprobe, parms_by_number_10, OF_PARM | OF_KPROBE, "PT_REGS_PARM_N(ctx, 3, 5, 6, 10)",
	     .attach = KPROBE, .symbol = "ip_make_skb", .make = make_send, .check = check_wanted,
	     .without = without_network),
	CASE(typed, typed_fallocate, OF_TYPED, "BPF_KPROBE2, 64-bit arguments",
	     .attach = KPROBE, .symbol = "vfs_fallocate", .make = make_fallocate,
	     .check = check_wanted),
	CASE(typed, typed_llseek, OF_TYPED, "BPF_KPROBE2, 64-bit arguments between others",
	     .attach = KPROBE, .symbol = "generic_file_llseek_size", .make = make_seek,
	     .check = check_wanted, .without = without_tmpfs),
	CASE(typed, typed_ret_llseek, OF_TYPED, "BPF_KRETPROBE2, PT_REGS_RC64, 64-bit value",
	     .attach = KPROBE, .symbol = "generic_file_llseek_size", .make = make_seek_return,
	     .check = check_wanted, .without = without_tmpfs, .flags = RET),
	CASE(typed, typed_find_user, OF_TYPED, "BPF_KPROBE2, struct by value",
	     .attach = KPROBE, .symbol = "find_user", .make = make_getpriority,
	     .check = check_wanted),
	CASE(typed, typed_printk, OF_TYPED, "BPF_KPROBE2_ASMLINKAGE",
	     .attach = KPROBE, .symbol = "vprintk_emit", .make = make_printk,
	     .check = check_wanted, .without = without_log),
	CASE(typed, typed_sys_fallocate, OF_KSYSCALL | OF_TYPED, "BPF_KSYSCALL2, 64-bit arguments",
	     BY_SECTION(sys_fallocate)),
};

SUITE(tests, COUNT(tests), prepare);

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* workload NAME: does what an example shall see. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un nobody = { .sun_family = AF_UNIX, .sun_path = "/nobody" };

/* Beside the C library's way: the syscall itself, and where it can a 32-bit task's. */
static void do_connect(void)
{
	connect(77, (struct sockaddr *)&nobody, sizeof(nobody));
	syscall(SYS_connect, 78, &nobody, sizeof(nobody));
#ifdef __x86_64__
	struct sockaddr_un *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
				       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	long result;

	*low = nobody;
	__asm__ volatile("int $0x80" : "=a"(result)
			 : "a"(362), "b"(79), "c"(low), "d"(sizeof(nobody)) : "memory", "r8", "r9", "r10", "r11");
#endif
}

static void do_memory(void)
{
	long page = sysconf(_SC_PAGESIZE);
	int file = open("/workload", O_RDONLY);

	mmap(NULL, 123456, PROT_READ, MAP_PRIVATE, file, 3 * page);
	/* Flags that the kernel refuses, so that nothing comes of it; glibc's clone() knows the order. */
	clone((int (*)(void *))do_connect, (char *)mmap(NULL, 65536, PROT_READ | PROT_WRITE,
	      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) + 65536, CLONE_SIGHAND, NULL, NULL, (void *)0x5e70, (void *)0xc1d0);
}

static void do_stat(void)
{
	struct stat s;

	stat("/no/such/file", &s);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	if (!strcmp(argv[1], "connect"))
		do_connect();
	else if (!strcmp(argv[1], "memory"))
		do_memory();
	else if (!strcmp(argv[1], "stat"))
		do_stat();
	else
		return 2;
	return 0;
}

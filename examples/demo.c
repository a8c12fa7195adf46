// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* /init of the demo's guest: runs opensnoop over a small workload, powers off. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include "../tests/lib/init.h"

static void work(const char *command, const char *file, int flags)
{
	pid_t child = fork();

	if (child == 0) {
		prctl(PR_SET_NAME, command);
		_exit(openat(AT_FDCWD, file, flags, 0600) < 0);
	}
	waitpid(child, NULL, 0);
}

/* As cksum(1): to see that it is the same file on another machine. */
static void print_checksum(const char *path)
{
	FILE *file = fopen(path, "rb");
	unsigned int sum = 0, bit;
	long length = 0, rest;
	int byte;

	while (file && (byte = getc(file)) != EOF) {
		sum ^= (unsigned int)byte << 24;
		for (bit = 0; bit < 8; bit++)
			sum = sum << 1 ^ (sum >> 31 ? 0x04c11db7 : 0);
		length++;
	}
	if (file)
		fclose(file);
	for (rest = length; rest; rest >>= 8) {
		sum ^= (unsigned int)rest << 24;
		for (bit = 0; bit < 8; bit++)
			sum = sum << 1 ^ (sum >> 31 ? 0x04c11db7 : 0);
	}
	printf("> %u %ld %s\n", ~sum, length, path + 1);
}

int main(void)
{
	struct utsname name;
	char byte;
	pid_t tracer;
	int out[2];

	init_mount();
	mkdir("/tmp", 0777);
	uname(&name);
	printf("\n> Linux %s on %s\n", name.release, name.machine);
	print_checksum("/opensnoop.bpf.o");
	fflush(stdout);

	if (pipe(out))
		return 1;
	tracer = fork();
	if (tracer == 0) {
		dup2(out[1], STDOUT_FILENO);
		execl("/opensnoop", "opensnoop", "/opensnoop.bpf.o", NULL);
		_exit(127);
	}
	close(out[1]);
	/* The tracer's headline says that it is attached. */
	if (read(out[0], &byte, 1) == 1) {
		write(STDOUT_FILENO, "> ", 2);
		write(STDOUT_FILENO, &byte, 1);
		work("cat", "/proc/version", O_RDONLY);
		work("touch", "/tmp/hello", O_WRONLY | O_CREAT);
		work("cat", "/tmp/hello", O_RDONLY);
		work("cat", "/no/such/file", O_RDONLY);
		work("vi", "/proc/self/mem", O_RDWR | O_DIRECTORY);
		usleep(200000);
		kill(tracer, SIGINT);
	}
	while (read(out[0], &byte, 1) == 1) {
		write(STDOUT_FILENO, &byte, 1);
		if (byte == '\n')
			write(STDOUT_FILENO, "> ", 2);
	}
	waitpid(tracer, NULL, 0);
	return init_end("done");
}

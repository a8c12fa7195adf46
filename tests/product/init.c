// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * /init: runs the commands of /commands and prints TAP. A line is "name|command",
 * the command's words apart by one space; "name|=text|command" must print the text,
 * and any number of texts, "name|!text|command" must fail, saying so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static char output[65536];

static int run(char *command)
{
	char *words[32];
	size_t n = 0, length = 0;
	ssize_t more;
	int out[2], status;

	for (words[n] = strtok(command, " "); words[n] && n < 31; words[++n] = strtok(NULL, " "))
		;
	if (pipe(out))
		return -1;
	if (fork() == 0) {
		dup2(out[1], 1);
		dup2(out[1], 2);
		close(out[0]);
		execv(words[0], words);
		perror(words[0]);
		_exit(127);
	}
	close(out[1]);
	while ((more = read(out[0], output + length, sizeof(output) - 1 - length)) > 0)
		length += more;
	output[length] = 0;
	close(out[0]);
	wait(&status);
	return status;
}

int main(void)
{
	FILE *commands = fopen("/commands", "r");
	char line[1024], *name, *texts[8], *command, *part;
	int count = 0;

	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, NULL);
	mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
	mount("bpffs", "/sys/fs/bpf", "bpf", 0, NULL);
	printf("\n");
	while (commands && fgets(line, sizeof(line), commands)) {
		int status, good, fails = 0, wanted = 0, i;

		line[strcspn(line, "\n")] = 0;
		name = line;
		command = strchr(name, '|');
		*command++ = 0;
		while ((*command == '!' || *command == '=') && wanted < 8) {
			fails |= *command == '!';
			texts[wanted++] = command + 1;
			command = strchr(command, '|');
			*command++ = 0;
		}
		status = run(command);
		good = fails ? !!status : !status;
		for (i = 0; i < wanted; i++)
			good &= !!strstr(output, texts[i]);
		printf("%s %d - %s\n", good ? "ok" : "not ok", ++count, name);
		if (!good)
			printf("# status %#x\n", status);
		for (part = strtok(output, "\n"); part; part = strtok(NULL, "\n"))
			printf("# %s\n", part);
		fflush(stdout);
	}
	printf("1..%d\n# done\n", count);
	fflush(stdout);
	tcdrain(STDOUT_FILENO);
	reboot(RB_POWER_OFF);
	return 0;
}

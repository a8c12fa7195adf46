// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * /init: runs the commands of /commands and prints TAP. A line is "name|command",
 * the command's words apart by one space; "name|=text|command" must print the text,
 * and any number of texts, "name|!text|command" must fail, saying so.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "../lib/init.h"

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

	init_mount();
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
	printf("1..%d\n", count);
	return init_end("# done");
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * trace OBJECT [COMMAND...]: loads an example, attaches all its programs and
 * prints what they say: of COMMAND, or until interrupted.
 * cc trace.c -lbpf -o trace
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <bpf/libbpf.h>

#define TRACING "/sys/kernel/tracing/"

static void on_signal(int number)
{
	(void)number;
}

/* Each line that a program printed, without what the kernel adds before it. */
static void print_trace(const char *path)
{
	FILE *trace = fopen(path, "r");
	char line[1024], *text;

	while (trace && fgets(line, sizeof(line), trace)) {
		text = strstr(line, "bpf_trace_printk: ");
		if (text)
			printf("%s", strchr(text, ' ') + 1);
		fflush(stdout);
	}
	if (trace)
		fclose(trace);
}

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

int main(int argc, char **argv)
{
	struct bpf_object *object = argc > 1 ? bpf_object__open_file(argv[1], NULL) : NULL;
	struct sigaction interrupt = { .sa_handler = on_signal };
	struct bpf_program *program;
	int attached = 0;
	FILE *trace;
	pid_t child;

	if (!object) {
		fprintf(stderr, "usage: trace OBJECT [COMMAND...]\n");
		return 2;
	}
	/* "?" in a section: its function is not in every kernel. */
	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program, true);
	if (bpf_object__load(object)) {
		fprintf(stderr, "trace: cannot load %s\n", argv[1]);
		return 1;
	}
	libbpf_set_print(quiet);
	bpf_object__for_each_program(program, object) {
		if (bpf_program__attach(program))
			attached++;
		else
			printf("not in this kernel: %s\n", bpf_program__section_name(program));
	}
	if (!attached)
		return 1;
	trace = fopen(TRACING "trace", "w");	/* empties it */
	if (trace)
		fclose(trace);
	if (argc > 2) {
		child = fork();
		if (!child) {
			execvp(argv[2], argv + 2);
			_exit(127);
		}
		waitpid(child, NULL, 0);
		print_trace(TRACING "trace");
	} else {
		sigaction(SIGINT, &interrupt, NULL);
		print_trace(TRACING "trace_pipe");
	}
	bpf_object__close(object);
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Loads opensnoop.bpf.o and prints its events until interrupted.
 * cc opensnoop.c -lbpf -o opensnoop
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "opensnoop.h"

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static int print_event(void *context, void *data, size_t size)
{
	const struct event *event = data;

	if (context != NULL || size < sizeof(*event))
		return 0;
	printf("%-8d %-16s %-32s ", event->process, event->command, event->name);
	if (event->ret < 0)
		printf("%s\n", strerror(-event->ret));
	else
		printf("= %d\n", event->ret);
	return 0;
}

/* libbpf does not find powerpc's syscall functions since Linux 6.1: name them. */
static struct bpf_link *attach(struct bpf_program *program)
{
	struct bpf_link *link = bpf_program__attach(program);
	int is_return = !strncmp(bpf_program__section_name(program), "kret", 4);

	return link ? link : bpf_program__attach_kprobe(program, is_return, "sys_openat");
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "opensnoop.bpf.o";
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *program;
	struct ring_buffer *events;

	if (!object || bpf_object__load(object)) {
		fprintf(stderr, "opensnoop: cannot load %s\n", path);
		return 1;
	}
	bpf_object__for_each_program(program, object) {
		if (!attach(program)) {
			fprintf(stderr, "opensnoop: cannot attach %s\n", bpf_program__name(program));
			return 1;
		}
	}
	events = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "events"), print_event,
				  NULL, NULL);
	if (!events) {
		fprintf(stderr, "opensnoop: cannot read events\n");
		return 1;
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("%-8s %-16s %-32s %s\n", "PROCESS", "COMMAND", "FILE", "RESULT");
	while (!stop)
		ring_buffer__poll(events, 100);
	ring_buffer__consume(events);
	ring_buffer__free(events);
	bpf_object__close(object);
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Loads opensnoop.bpf.o and prints its events until interrupted.
 * cc opensnoop.c -lbpf -o opensnoop
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
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

/*
 * By fexit, if the kernel takes it, else by the tracepoint. (An object for all
 * architectures has no function in the section; docs/any.md says how to name it.)
 */
static struct bpf_object *load(const char *path, int by_function)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *function, *tracepoint;
	struct bpf_map *constants;
	size_t size;
	int *number;

	if (!object)
		return NULL;
	function = bpf_object__find_program_by_name(object, "openat_function");
	tracepoint = bpf_object__find_program_by_name(object, "openat_exit");
	constants = bpf_object__find_map_by_name(object, ".rodata");
	number = constants ? bpf_map__initial_value(constants, &size) : NULL;
	if (!tracepoint || !number ||
	    (by_function && (!function || !strchr(bpf_program__section_name(function), '/'))))
		goto failed;
	*number = SYS_openat;
	if (function)
		bpf_program__set_autoload(function, by_function);
	bpf_program__set_autoload(tracepoint, !by_function);
	if (!bpf_object__load(object) && bpf_program__attach(by_function ? function : tracepoint))
		return object;
failed:
	bpf_object__close(object);
	return NULL;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "opensnoop.bpf.o";
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	struct bpf_object *object = load(path, 1);
	struct ring_buffer *events;

	libbpf_set_print(print);
	if (!object)
		object = load(path, 0);
	if (!object) {
		fprintf(stderr, "opensnoop: cannot load or attach %s\n", path);
		return 1;
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

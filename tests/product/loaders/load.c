// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* load OBJECT: with libbpf. load: what bpftool has pinned in /sys/fs/bpf. */
#include <dirent.h>
#include <string.h>
#include <sys/mman.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "attach.h"
#include "check.h"

static int check_map(int map)
{
	void *data = mmap(NULL, sizeof(struct seen), PROT_READ | PROT_WRITE, MAP_SHARED, map, 0);

	if (data == MAP_FAILED) {
		perror("the data of the programs");
		return 1;
	}
	return check(data);
}

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct bpf_program *program;

	if (argc == 1) {
		DIR *maps = opendir("/sys/fs/bpf/maps");
		struct dirent *map;
		char path[512] = "";

		while (maps && (map = readdir(maps)))
			if (strstr(map->d_name, "bss"))
				snprintf(path, sizeof(path), "/sys/fs/bpf/maps/%s", map->d_name);
		if (attach_all(bpf_obj_get("/sys/fs/bpf/all/sys"), bpf_obj_get("/sys/fs/bpf/all/entry"),
			       bpf_obj_get("/sys/fs/bpf/all/ret"))) {
			perror("attach");
			return 1;
		}
		return check_map(bpf_obj_get(path));
	}
	object = bpf_object__open_file(argv[1], NULL);
	if (!object || bpf_object__load(object))
		return 1;
	bpf_object__for_each_program(program, object)
		if (!bpf_program__attach(program))
			return 1;
	return check_map(bpf_object__find_map_fd_by_name(object, ".bss"));
}

// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * gotrace OBJECT PROGRAM [ARGUMENT...]: attaches the BPF programs of an object to a Go
 * program, runs it, and prints what they say. A section is uprobe/entry:FUNCTION or
 * uprobe/return:FUNCTION; the latter is attached to each of the function's return
 * instructions, as a uretprobe would break Go. For x86-64 and arm64.
 * cc gotrace.c -lbpf -lelf -lcapstone -o gotrace
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <bpf/libbpf.h>
#include <capstone/capstone.h>
#include <gelf.h>

#ifdef __aarch64__
#define ARCH CS_ARCH_ARM64, CS_MODE_LITTLE_ENDIAN
#define RET ARM64_INS_RET
#elif defined(__x86_64__)
#define ARCH CS_ARCH_X86, CS_MODE_64
#define RET X86_INS_RET
#else
#error "gotrace: say here what a return instruction is on this architecture"
#endif
#define TRACE "/sys/kernel/tracing/trace"

static Elf *elf;

/* A function's place in the file, and its bytes; 0: the symbol table has no such name. */
static size_t find(const char *name, size_t *size)
{
	GElf_Shdr header, code;
	Elf_Scn *section = NULL;
	GElf_Sym symbol;
	int i;

	while ((section = elf_nextscn(elf, section))) {
		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB)
			continue;
		for (i = 0; gelf_getsym(elf_getdata(section, NULL), i, &symbol); i++)
			if (!strcmp(elf_strptr(elf, header.sh_link, symbol.st_name) ?: "", name) &&
			    gelf_getshdr(elf_getscn(elf, symbol.st_shndx), &code)) {
				*size = symbol.st_size;
				return symbol.st_value - code.sh_addr + code.sh_offset;
			}
	}
	return 0;
}

/* On every return instruction of so many bytes of code: whether there are some. */
static bool attach_returns(struct bpf_program *program, const char *path, size_t at, size_t size)
{
	const uint8_t *code = (const uint8_t *)elf_rawfile(elf, NULL) + at;
	uint64_t address = at;
	cs_insn *instruction;
	bool found = false, good = true;
	csh handle;

	if (cs_open(ARCH, &handle))
		return false;
	/* Data is skipped, as it is no instruction. */
	cs_option(handle, CS_OPT_SKIPDATA, CS_OPT_ON);
	instruction = cs_malloc(handle);
	while (cs_disasm_iter(handle, &code, &size, &address, instruction))
		if (instruction->id == RET) {
			found = true;
			good &= !!bpf_program__attach_uprobe(program, false, -1, path,
							   instruction->address);
		}
	cs_free(instruction, 1);
	cs_close(&handle);
	return found && good;
}

static bool attach_as_said(struct bpf_program *program, const char *path)
{
	const char *section = bpf_program__section_name(program), *name = strchr(section, ':');
	size_t size, at = name ? find(name + 1, &size) : 0;

	if (!at)
		fprintf(stderr, "gotrace: %s: not in %s\n", section, path);
	else if (strncmp(section, "uprobe/return:", 14))
		return bpf_program__attach_uprobe(program, false, -1, path, at);
	return at && attach_returns(program, path, at, size);
}

int main(int argc, char **argv)
{
	struct bpf_object *object = argc > 2 ? bpf_object__open_file(argv[1], NULL) : NULL;
	int status, fd = argc > 2 ? open(argv[2], O_RDONLY | O_CLOEXEC) : -1;
	struct bpf_program *program;
	char line[1024], *said;
	FILE *trace;

	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ, NULL);
	if (!object || !elf) {
		fprintf(stderr, "usage: gotrace OBJECT PROGRAM [ARGUMENT...]\n");
		return 2;
	}
	if (bpf_object__load(object))
		return 1;
	bpf_object__for_each_program(program, object)
		if (!attach_as_said(program, argv[2]))
			return 1;
	close(open(TRACE, O_WRONLY | O_TRUNC));	/* empties it */
	if (!fork()) {
		execv(argv[2], argv + 2);
		_exit(127);
	}
	wait(&status);
	/* Without what the kernel adds before each line. */
	for (trace = fopen(TRACE, "r"); trace && fgets(line, sizeof(line), trace);)
		if ((said = strstr(line, "bpf_trace_printk: ")))
			printf("%s", strchr(said, ' ') + 1);
	return status != 0;
}

# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Static libbpf, libelf and zlib for one architecture, from Debian's sources.
#   make -f tests/run/libs.mk CC=<compiler> OUT=<directory> SRC=<sources>
CFLAGS := -O2 -w -std=gnu11 -D_GNU_SOURCE -D_LARGEFILE64_SOURCE -D_FILE_OFFSET_BITS=64 $(EXTRA)

zlib := $(wildcard $(SRC)/zlib/*.c)
libelf := $(wildcard $(SRC)/elfutils/libelf/*.c) $(SRC)/elfutils/lib/next_prime.c \
	$(SRC)/elfutils/lib/crc32.c $(SRC)/elfutils/lib/eu-search.c
libbpf := $(wildcard $(SRC)/libbpf/src/*.c)

all: $(OUT)/libbpf.a

objects = $(patsubst $(SRC)/%.c,$(OUT)/obj/%.o,$(1))

$(OUT)/libbpf.a: $(call objects,$(libbpf) $(libelf) $(zlib))
	$(AR) rcs $@.new $^
	mv $@.new $@

# Sources keep the dates that they were packed with.
$(OUT)/obj/zlib/%.o: $(SRC)/zlib/%.c $(SRC)/zlib/.unpacked
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -DHAVE_UNISTD_H -c $< -o $@

$(OUT)/obj/elfutils/%.o: $(SRC)/elfutils/%.c $(SRC)/elfutils/.unpacked $(OUT)/config.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -DHAVE_CONFIG_H -I$(OUT) -I$(SRC)/elfutils/lib -I$(SRC)/elfutils/libelf \
		-I$(SRC)/zlib -c $< -o $@

$(OUT)/config.h:
	@mkdir -p $(@D)
	printf '%s\n' '#define PACKAGE_NAME "elfutils"' '#define HAVE_ERR_H 1' \
		'#define HAVE_DECL_REALLOCARRAY 1' '#define HAVE_DECL_MEMPCPY 1' \
		'#define HAVE_VISIBILITY 1' '#define HAVE_GCC_STRUCT 0' \
		'#include <eu-config.h>' > $@

$(OUT)/obj/libbpf/%.o: $(SRC)/libbpf/%.c $(SRC)/libbpf/.unpacked
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -I$(SRC)/libbpf/src -I$(SRC)/libbpf/include -I$(SRC)/libbpf/include/uapi \
		-I$(SRC)/elfutils/libelf -I$(SRC)/zlib -c $< -o $@

# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The parts of a guest that depend on its architecture alone.
#   make -f tests/run/guest.mk ARCH=<name under arch/> DEBIAN=<Debian architecture>
TOP := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))/../..)
BUILD ?= $(TOP)/build
CLANG ?= clang-19
include $(TOP)/arch/$(ARCH)/arch.conf
include $(TOP)/arch/$(ARCH)/$(DEBIAN).guest
unquote = $(subst ",,$(1))

OUT := $(BUILD)/guest/$(DEBIAN)
SRC := $(BUILD)/src
CC := $(call unquote,$(triplet))-gcc
roles := $(shell sed 's/\#.*//' $(TOP)/arch/$(ARCH)/registers | cut -d' ' -f1)
# Any vmlinux.h will do: the layout is our header's.
vmlinux := $(firstword $(wildcard $(BUILD)/vmlinux/$(DEBIAN)/usr/include/*-linux-gnu*) \
	$(wildcard $(BUILD)/vmlinux/amd64/usr/include/*-linux-gnu*))

bpf := $(patsubst $(TOP)/tests/run/%.bpf.c,%.bpf.o,$(wildcard $(TOP)/tests/run/*.bpf.c))
headers := $(wildcard $(TOP)/include/bpf/*.h $(TOP)/include/bpf/*/*.h $(TOP)/tests/run/*.h)
BPFFLAGS := -g -O2 -target bpf$(call unquote,$(order)) $(call unquote,$(bpf_flags)) -D__TARGET_ARCH_$(ARCH) $(addprefix -DHAS_,$(roles)) \
	-Wall -Wextra -Werror -I$(TOP)/include -I$(TOP)/tests/run -isystem $(BUILD)/include \
	-idirafter $(BUILD)/uapi/usr/lib/linux/uapi/$(uapi) -idirafter $(BUILD)/uapi/usr/include

all: $(OUT)/init $(addprefix $(OUT)/plain/,$(bpf)) $(addprefix $(OUT)/btf/,$(bpf))

$(OUT)/libbpf.a:
	$(MAKE) -f $(TOP)/tests/run/libs.mk CC=$(CC) AR=$(call unquote,$(triplet))-ar OUT=$(OUT) SRC=$(SRC)

$(OUT)/init: $(TOP)/tests/run/loader.c $(TOP)/tests/run/result.h $(TOP)/arch/$(ARCH)/guest.h $(OUT)/libbpf.a
	$(CC) -g -O2 -Wall -Wextra -fno-omit-frame-pointer -fno-optimize-sibling-calls -static \
		-D_FILE_OFFSET_BITS=64 -I$(TOP)/tests/run -I$(TOP)/arch/$(ARCH) -I$(BUILD)/include \
		-idirafter $(SRC)/libbpf/include/uapi -Wno-missing-field-initializers $< $(OUT)/libbpf.a -o $@

$(OUT)/plain/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(CLANG) $(BPFFLAGS) -c $< -o $@

$(OUT)/btf/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(CLANG) $(BPFFLAGS) -DWITH_VMLINUX -I$(vmlinux) -c $< -o $@

# The demo: an example tracer and an /init that gives it something to trace.
demo: $(OUT)/demo/init $(OUT)/demo/opensnoop $(OUT)/demo/opensnoop.bpf.o

LINK = $(CC) -g -O2 -Wall -Wextra -static -I$(TOP)/examples -I$(BUILD)/include \
	-idirafter $(SRC)/libbpf/include/uapi

$(OUT)/demo/init: $(TOP)/examples/demo.c
	@mkdir -p $(@D)
	$(LINK) -Wno-unused-result $< -o $@

$(OUT)/demo/opensnoop: $(TOP)/examples/opensnoop.c $(TOP)/examples/opensnoop.h $(OUT)/libbpf.a
	@mkdir -p $(@D)
	$(LINK) $< $(OUT)/libbpf.a -o $@

$(OUT)/demo/opensnoop.bpf.o: $(TOP)/examples/opensnoop.bpf.c $(TOP)/examples/opensnoop.h $(headers)
	@mkdir -p $(@D)
	$(CLANG) $(BPFFLAGS) -I$(TOP)/examples -c $< -o $@

# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The programs under test once more, for all architectures of a byte order.
#   make -f tests/run/any.mk ORDER=el|eb [demo]
TOP := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))/../..)
BUILD ?= $(TOP)/build
CLANG ?= clang-19

include := $(TOP)/include
ifeq ($(HEADERS),dist)
include := $(BUILD)/dist
variant := -dist
endif
OUT := $(BUILD)/guest/any-$(ORDER)$(variant)
# All but those whose macros must know the architecture when they are compiled.
bpf := $(patsubst $(TOP)/tests/run/%.bpf.c,$(OUT)/%.bpf.o, \
	$(filter-out %/typed.bpf.c %/set.bpf.c,$(wildcard $(TOP)/tests/run/*.bpf.c)))
headers := $(wildcard $(include)/bpf/*.h $(include)/bpf/*/*.h $(TOP)/tests/run/*.h \
	$(BUILD)/*/.unpacked $(BUILD)/src/libbpf/.unpacked)
# The one big-endian powerpc guest has an ELFv2 kernel.
BPFFLAGS := -g -O2 -target bpf$(ORDER) -D__TARGET_ARCH_any -DBPF_POWERPC_ELFV2_KERNEL=1 \
	-DHAS_PARM4 -DHAS_PARM5 -DHAS_PARM6 -DHAS_PARM7 -DHAS_PARM8 -DHAS_FP -DHAS_PARM1_SYSCALL_EXIT \
	-Wall -Wextra -Werror -I$(include) -I$(TOP)/tests/run -isystem $(BUILD)/include \
	-idirafter $(BUILD)/uapi/usr/lib/linux/uapi/x86 -idirafter $(BUILD)/uapi/usr/include

all: $(bpf)
demo: $(OUT)/demo/opensnoop.bpf.o

$(OUT)/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(CLANG) $(BPFFLAGS) -c $< -o $@

$(OUT)/demo/opensnoop.bpf.o: $(TOP)/examples/opensnoop.bpf.c $(TOP)/examples/opensnoop.h $(headers)
	@mkdir -p $(@D)
	$(CLANG) $(BPFFLAGS) -I$(TOP)/examples -c $< -o $@

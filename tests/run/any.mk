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
	$(BUILD)/*/.unpacked $(BUILD)/src/libbpf/.unpacked) $(TOP)/tests/lib/bpfcc.py
# The one big-endian powerpc guest has an ELFv2 kernel.
BPFCC := $(or $(shell $(TOP)/tests/lib/bpfcc.py --print --cc $(CLANG) --order $(ORDER) any \
	-DBPF_POWERPC_ELFV2_KERNEL=1 $(addprefix -DHAS_,PARM4 PARM5 PARM6 PARM7 PARM8 FP PARM1_SYSCALL_EXIT) \
	-I$(TOP)/tests/run),$(error bpfcc.py does not say how))

all: $(bpf)
demo: $(OUT)/demo/opensnoop.bpf.o

$(OUT)/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(BPFCC) -c $< -o $@

$(OUT)/demo/opensnoop.bpf.o: $(TOP)/examples/opensnoop.bpf.c $(TOP)/examples/opensnoop.h $(headers)
	@mkdir -p $(@D)
	$(BPFCC) -I$(TOP)/examples -c $< -o $@

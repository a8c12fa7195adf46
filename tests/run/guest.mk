# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The parts of a guest that depend on its architecture alone.
#   make -f tests/run/guest.mk ARCH=<name under arch/> DEBIAN=<Debian architecture>
TOP := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))/../..)
BUILD ?= $(TOP)/build
CLANG ?= clang-19
include $(TOP)/arch/$(ARCH)/arch.conf
include $(TOP)/arch/$(ARCH)/$(DEBIAN).guest

OUT := $(BUILD)/guest/$(DEBIAN)
SRC := $(BUILD)/src
AR := $(or $(ar),$(triplet)-ar)
CC := $(or $(cc),$(triplet)-gcc)
ifdef libc
# No libc of Debian's for it: musl, with the UAPI headers and a libgcc from elsewhere.
MUSL := $(OUT)/musl
CFLAGS := $(if $(findstring clang,$(CC)),-nostdlibinc,-nostdinc -isystem \
	$(shell $(CC) -print-file-name=include)) -isystem $(MUSL)/include \
	-idirafter $(BUILD)/uapi/usr/lib/linux/uapi/$(uapi) -idirafter $(BUILD)/uapi/usr/include
LDFLAGS := -nostdlib -nostartfiles $(MUSL)/lib/crt1.o $(MUSL)/lib/crti.o $(MUSL)/lib/crtn.o
LDLIBS := -Wl,--start-group $(MUSL)/lib/libc.a -Wl,--end-group $(if $(libgcc), \
	$(shell $(libgcc) -print-libgcc-file-name), \
	$(shell find $(BUILD)/unpacked/$(DEBIAN) -name libgcc.a))
endif
roles := $(shell $(TOP)/tests/lib/conf.py roles $(ARCH))

bpf := $(patsubst $(TOP)/tests/run/%.bpf.c,%.bpf.o,$(wildcard $(TOP)/tests/run/*.bpf.c))
include := $(TOP)/include
ifeq ($(HEADERS),dist)
include := $(BUILD)/dist
variant := -dist
endif
headers := $(wildcard $(include)/bpf/*.h $(include)/bpf/*/*.h $(TOP)/tests/run/*.h \
	$(BUILD)/*/.unpacked $(BUILD)/vmlinux/*/.unpacked $(BUILD)/src/libbpf/.unpacked) \
	$(TOP)/tests/lib/bpfcc.py
# The compiler of its programs: for all, and after vmlinux.h.
bpfcc = $(or $(shell $(TOP)/tests/lib/bpfcc.py --print --cc $(CLANG) $(1) --guest $(DEBIAN) \
	$(addprefix -DHAS_,$(roles)) -I$(TOP)/tests/run),$(error bpfcc.py does not say how))
BPFCC := $(call bpfcc)
# Asked for once, where it is wanted: not all have vmlinux.h.
BPFCC_BTF = $(eval BPFCC_BTF := $$(call bpfcc,--vmlinux))$(BPFCC_BTF)

# The ABIs of 32-bit tasks.
compats := $(if $(compat_32),32) $(if $(compat_n32),n32)

# The generated functions: which, how many, and whose macros take them.
SEED ?= 1
N ?= 500
FUZZ := $(OUT)/fuzz-$(SEED)-$(N)$(MACROS)
# Under libbpf's name of the architecture, which is that of the UAPI headers.
libbpf_macros := $(if $(MACROS),-D__TARGET_ARCH_$(uapi) \
	-DLIBBPF_TRACING="\"$(BUILD)/include/bpf/bpf_tracing.h\"")
fuzz_bpf := $(shell seq 0 $$((($(N) + 49) / 50 - 1))) $(if $(MACROS),,ret)

all: fuzz $(addprefix $(OUT)/compat/,$(compats)) $(addprefix $(OUT)/plain$(variant)/,$(bpf)) $(addprefix $(OUT)/btf$(variant)/,$(bpf))

$(OUT)/libbpf.a: $(MUSL)
	env -u MAKEFLAGS make -s -j$(or $(JOBS),2) -f $(TOP)/tests/run/libs.mk CC="$(CC)" AR=$(AR) OUT=$(OUT) SRC=$(SRC) EXTRA="$(CFLAGS)"

$(OUT)/musl: $(SRC)/musl/.unpacked
	rm -rf $@ $@.obj && mkdir -p $@.obj
	cd $@.obj && $(SRC)/musl/configure --target=$(triplet) --prefix=$@ \
		--disable-shared --disable-gcc-wrapper CC="$(CC)" AR=$(AR) RANLIB=true \
		LIBCC=' ' > configure.log 2>&1 || { tail $@.obj/configure.log; exit 1; }
	env -u MAKEFLAGS make -j2 -C $@.obj install > $@.obj/make.log 2>&1 || { tail $@.obj/make.log; exit 1; }
	rm -rf $@.obj && touch $@

# What every /init has.
init := $(TOP)/tests/lib/init.h
# In the order in which they run.
first := $(patsubst %,$(TOP)/tests/run/%.c,any ksyscall kprobe uprobe attach)
loader := $(first) $(filter-out %.bpf.c %-task.c $(first),$(sort $(wildcard $(TOP)/tests/run/*.c)))
$(FUZZ)/init: $(loader) $(wildcard $(TOP)/tests/run/*.h) $(init) $(TOP)/arch/$(ARCH)/guest.h $(OUT)/libbpf.a \
		$(FUZZ)/fuzz.o
	$(CC) $(CFLAGS) -g -O2 -Wall -Wextra -fno-omit-frame-pointer -fno-optimize-sibling-calls -static \
		-D_FILE_OFFSET_BITS=64 -I$(TOP)/tests/run -I$(TOP)/arch/$(ARCH) -I$(BUILD)/include \
		-idirafter $(SRC)/libbpf/include/uapi -Wno-missing-field-initializers -Wno-bitwise-instead-of-logical $(LDFLAGS) $(loader) $(FUZZ)/fuzz.o $(OUT)/libbpf.a $(LDLIBS) -o $@

# Random functions (tests/run/fuzz.py), called by what gcc makes and what clang makes.
fuzz: $(FUZZ)/init $(fuzz_bpf:%=$(FUZZ)/%.bpf.o)

$(FUZZ)/.done: $(TOP)/tests/run/fuzz.py $(TOP)/arch/$(ARCH)/arch.conf $(TOP)/arch/$(ARCH)/$(DEBIAN).guest
	rm -rf $(FUZZ)
	BPFCC='$(BPFCC) $(libbpf_macros)' \
		$< $(if $(MACROS),--header $(MACROS)) $(ARCH) $(SEED) $(N) $(FUZZ) $(fuzz_settings)
	touch $@

# With our own flags for the architecture, as the functions that probes are put on.
target_flags := -g0 -O1 -w -fno-strict-aliasing -I$(FUZZ) -I$(TOP)/tests/run $(fuzz_flags)
$(FUZZ)/fuzz.o: $(FUZZ)/.done
	$(CC) $(CFLAGS) $(target_flags) -c $(FUZZ)/targets.c -o $(FUZZ)/targets.o
	$(CC) $(CFLAGS) $(target_flags) -c $(FUZZ)/table.c -o $(FUZZ)/table.o
	$(if $(findstring clang,$(CC)),,$(CC) $(CFLAGS) $(target_flags) -c $(FUZZ)/gcc.c \
		-o $(FUZZ)/gcc.o)
	$(CLANG) --target=$(triplet) -ffreestanding $(target_flags) \
		-c $(FUZZ)/clang.c -o $(FUZZ)/clang.o
	$(CC) $(CFLAGS) $(fuzz_flags) -nostdlib -r -o $@ $(addprefix $(FUZZ)/,targets.o table.o \
		clang.o $(if $(findstring clang,$(CC)),,gcc.o))

# Without -g, which takes half of the time.
$(FUZZ)/%.bpf.o: $(FUZZ)/.done $(headers)
	$(BPFCC) -g0 -I$(FUZZ) -w $(libbpf_macros) -c $(FUZZ)/$*.bpf.c -o $@

# Go programs, of each version of Go in GOS (tests/run/go_fuzz.py): sources and BPF programs in
# GO, one for all versions that pass arguments alike, what each Go makes of them beside that.
GO = $(OUT)/go/$(abi_$*)-$(SEED)-$(N)
goroot_bookworm := /usr/lib/go-1.19
goroot = $(or $(goroot_$(1)),$(BUILD)/go/$(1)/usr/lib/go)
$(foreach g,$(GOS),$(eval abi_$g := $(shell $(TOP)/tests/run/go_fuzz.py abi $(ARCH) $(call goroot,$g))))
go_abis := $(sort $(foreach g,$(GOS),$(abi_$g)))
go_objects := $(shell seq 0 $$((($(N) + 49) / 50 - 1))) special
go_sources := $(TOP)/tests/run/go_fuzz.py $(TOP)/tests/run/fuzz.py $(TOP)/tests/run/go/main.go \
	$(TOP)/tests/run/go/special.bpf.c $(TOP)/arch/$(ARCH)/arch.conf

go: $(foreach a,$(go_abis),$(go_objects:%=$(OUT)/go/$a-$(SEED)-$(N)/%.bpf.o)) \
	$(GOS:%=$(OUT)/go/%-$(SEED)-$(N)/table)

define go_of_abi
$(OUT)/go/$1-$(SEED)-$(N)/.made: $(go_sources)
	rm -rf $$(@D)
	$(TOP)/tests/run/go_fuzz.py write $(ARCH) $1 $(SEED) $(N) $$(@D)
	cp $(TOP)/tests/run/go/special.bpf.c $$(@D)/
	touch $$@

$(OUT)/go/$1-$(SEED)-$(N)/%.bpf.o: $(OUT)/go/$1-$(SEED)-$(N)/.made $(headers)
	$(BPFCC) -g0 -I$$(@D) -w $(if $(filter 32,$(bits)),-DGO_32) -c $$(@D)/$$*.bpf.c -o $$@
endef
$(foreach a,$(go_abis),$(eval $(call go_of_abi,$a)))

define go_of_version
$(OUT)/go/$1-$(SEED)-$(N)/table: $(OUT)/go/$(abi_$1)-$(SEED)-$(N)/.made
	mkdir -p $$(@D)
	cd $$(<D) && GOROOT=$(call goroot,$1) GOCACHE=$(BUILD)/go/cache-$1 GOTOOLCHAIN=local GOFLAGS= \
		GOENV=off CGO_ENABLED=0 GOOS=linux GOARCH=$$$$($(TOP)/tests/run/go_fuzz.py goarch $(DEBIAN)) \
		$(call goroot,$1)/bin/go build -ldflags=-w -o $$(@D)/main .
	$(TOP)/tests/run/go_fuzz.py table $(ARCH) $$(<D) $$(@D)/main $(call goroot,$1) > $$@.new
	mv $$@.new $$@
endef
$(foreach g,$(GOS),$(eval $(call go_of_version,$g)))

# A task of the architecture's 32-bit ABI.
$(OUT)/compat/%: $(TOP)/tests/run/compat-task.c $(TOP)/tests/run/compat-task.h $(TOP)/arch/$(ARCH)/compat.h
	@mkdir -p $(@D)
	$(compat_$*) -O2 -Wall -Wextra -ffreestanding -fno-pic -no-pie -static -nostdlib \
		-fno-stack-protector -Wl,-e,_start -I$(TOP)/tests/run -I$(TOP)/arch/$(ARCH) \
		-I$(BUILD)/uapi/usr/lib/linux/uapi/$(or $(compat_uapi),$(uapi)) -I$(BUILD)/uapi/usr/include $< -o $@

$(OUT)/plain$(variant)/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(BPFCC) -c $< -o $@

$(OUT)/btf$(variant)/%.bpf.o: $(TOP)/tests/run/%.bpf.c $(headers)
	@mkdir -p $(@D)
	$(BPFCC_BTF) -c $< -o $@

# The bench's /init.
bench: $(OUT)/bench
$(OUT)/bench: $(TOP)/bench/init.c $(init) $(TOP)/tests/run/guest-arch.h $(TOP)/arch/$(ARCH)/guest.h $(OUT)/libbpf.a
	$(LINK) -D_FILE_OFFSET_BITS=64 -I$(TOP)/tests/run -I$(TOP)/arch/$(ARCH) -Wno-missing-field-initializers \
		$< $(OUT)/libbpf.a $(LDLIBS) -o $@

# The demo: an example tracer and an /init that gives it something to trace.
demo: $(OUT)/demo/init $(OUT)/demo/opensnoop $(OUT)/demo/opensnoop.bpf.o

LINK = $(CC) $(CFLAGS) $(LDFLAGS) -g -O2 -Wall -Wextra -static -I$(TOP)/examples -I$(BUILD)/include \
	-idirafter $(SRC)/libbpf/include/uapi

$(OUT)/demo/init: $(TOP)/examples/demo.c $(init)
	@mkdir -p $(@D)
	$(LINK) -Wno-unused-result $< $(LDLIBS) -o $@

$(OUT)/demo/opensnoop: $(TOP)/examples/opensnoop.c $(TOP)/examples/opensnoop.h $(OUT)/libbpf.a
	@mkdir -p $(@D)
	$(LINK) $< $(OUT)/libbpf.a $(LDLIBS) -o $@

$(OUT)/demo/opensnoop.bpf.o: $(TOP)/examples/opensnoop.bpf.c $(TOP)/examples/opensnoop.h $(headers)
	@mkdir -p $(@D)
	$(BPFCC) -I$(TOP)/examples -c $< -o $@

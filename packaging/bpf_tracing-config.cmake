# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# find_package(bpf_tracing) gives the interface target bpf_tracing::bpf_tracing.
get_filename_component(_bpf_tracing_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET bpf_tracing::bpf_tracing)
  add_library(bpf_tracing::bpf_tracing INTERFACE IMPORTED)
  set_target_properties(bpf_tracing::bpf_tracing PROPERTIES
    # -I and not -isystem: libbpf's header must not be found first.
    IMPORTED_NO_SYSTEM TRUE
    INTERFACE_INCLUDE_DIRECTORIES "${_bpf_tracing_prefix}/include/bpf_tracing")
endif()
unset(_bpf_tracing_prefix)

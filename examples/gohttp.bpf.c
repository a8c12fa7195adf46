// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Requests of a Go net/http server: method, path, and the status when it is answered.
 * gotrace.c attaches each program where its section says: to a function's entry or to its
 * return instructions. The goroutine is the key, as goroutines change threads.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct seen {
	char method[8], path[64];
	long status;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, struct seen);
} requests SEC(".maps");

/* What is before the wanted members of http.Request and url.URL (net/http, net/url). */
BPF_GO_STRUCT(request_start, struct bpf_go_string, method, void *, url);
BPF_GO_STRUCT(url_start, struct bpf_go_string, scheme, struct bpf_go_string, opaque, void *, user,
	      struct bpf_go_string, host, struct bpf_go_string, path);

/* func (sh serverHandler) ServeHTTP(rw ResponseWriter, req *Request) */
SEC("uprobe/entry:net/http.serverHandler.ServeHTTP")
int BPF_UPROBE_GO(serve, void *, server, struct bpf_go_iface, writer, struct request_start *, request)
{
	__u64 goroutine = PT_REGS_GO_G(ctx);
	struct request_start start;
	struct url_start url;
	struct seen seen = { .status = 200 };

	(void)server, (void)writer;
	if (bpf_probe_read_user(&start, sizeof(start), request) ||
	    bpf_probe_read_user(&url, sizeof(url), start.url) ||
	    bpf_go_read_string(seen.method, sizeof(seen.method), start.method) ||
	    bpf_go_read_string(seen.path, sizeof(seen.path), url.path))
		return 0;
	bpf_map_update_elem(&requests, &goroutine, &seen, BPF_ANY);
	return 0;
}

/* func (w *response) WriteHeader(code int) */
SEC("uprobe/entry:net/http.(*response).WriteHeader")
int BPF_UPROBE_GO(header, void *, response, long, code)
{
	__u64 goroutine = PT_REGS_GO_G(ctx);
	struct seen *seen = bpf_map_lookup_elem(&requests, &goroutine);

	(void)response;
	if (seen)
		seen->status = code;
	return 0;
}

SEC("uprobe/return:net/http.serverHandler.ServeHTTP")
int BPF_UPROBE_GO_RET(served, (void *, struct bpf_go_iface, void *))
{
	__u64 goroutine = PT_REGS_GO_G(ctx);
	struct seen *seen = bpf_map_lookup_elem(&requests, &goroutine);

	if (!seen)
		return 0;
	bpf_printk("%s %s: %ld", seen->method, seen->path, seen->status);
	bpf_map_delete_elem(&requests, &goroutine);
	return 0;
}

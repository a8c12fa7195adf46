// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause

// A net/http server and its clients, for examples/gohttp.bpf.c: over a socket that needs no
// network.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

func main() {
	const path = "/gohttp.sock"
	os.Remove(path)
	listener, err := net.Listen("unix", path)
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/hello", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "hello")
	})
	http.HandleFunc("/things/", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
	})
	// Answers with nothing: 200.
	http.HandleFunc("/empty", func(w http.ResponseWriter, r *http.Request) {})
	go http.Serve(listener, nil)
	client := http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		},
	}}
	var all sync.WaitGroup
	for _, one := range []struct{ method, path string }{
		{"GET", "/hello"}, {"POST", "/things/7"}, {"GET", "/missing"}, {"DELETE", "/empty"},
	} {
		all.Add(1)
		go func(method, path string) {
			defer all.Done()
			request, _ := http.NewRequest(method, "http://server"+path, strings.NewReader(""))
			response, err := client.Do(request)
			if err != nil {
				panic(err)
			}
			response.Body.Close()
		}(one.method, one.path)
	}
	all.Wait()
}

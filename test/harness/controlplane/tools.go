//go:build tools

// Package controlplane pins the programs of the local control plane, so that `go build` finds them in this module's graph.
package controlplane

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)

// Command kubernetes-types writes the Kubernetes types as TypeScript, as data and as a table of API versions, from the Go
// types of k8s.io/api, which are what the API server decodes manifests into.
//
// To take a newer Kubernetes: `go get k8s.io/api@latest && go mod tidy && go run .` in this folder, then format with Biome.
// The folder differential holds a check of the conform pass against the API server's own decoder: `node conform.ts` there.
package main

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"

	corev1 "k8s.io/api/core/v1"
)

const target = "../../src/manifests/kubernetes"

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// A modelled kind in one API version, and the structure that it reads.
type root struct {
	kind
	structure string
}

func main() {
	all := kinds()
	m := newModel()
	roots := rootsOf(m, all)
	write("schema.generated.ts", schemaFile(m, roots))
	write("types.generated.ts", typesFile(m))
	write("api-versions.generated.ts", versionsFile(all))
}

// The roots in the order in which structures get their names: versions that are served, before those that were removed.
func rootsOf(m *model, all []kind) []root {
	inOrder := slices.Clone(all)
	slices.SortStableFunc(inOrder, func(a, b kind) int { return a.removed - b.removed })
	var roots []root
	for _, k := range inOrder {
		if slices.Contains(modelled, k.Kind) {
			roots = append(roots, root{k, m.add(k.goType)})
		}
	}
	list := corev1.SchemeGroupVersion.WithKind("List")
	return append(roots, root{kind{GroupVersionKind: list}, m.add(reflect.TypeFor[corev1.List]())})
}

func write(name, text string) {
	must(os.WriteFile(filepath.Join(target, name), []byte(text), 0o644))
}

func dependencyVersion(module string) string {
	build, _ := debug.ReadBuildInfo()
	for _, dependency := range build.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	panic(module + " is not a dependency")
}

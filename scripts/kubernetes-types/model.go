package main

import (
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// A field as JSON sees it. Its code is the encoding that schema.generated.ts explains: a letter for a scalar, `[` or `{`
// before the code of a list's items or a map's values, or the name of a structure.
type field struct{ name, code string }

type structure struct {
	name   string
	fields []field
}

// The types whose JSON is not that of their Go kind.
var special = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():    "q",
	reflect.TypeFor[intstr.IntOrString]():   "x",
	reflect.TypeFor[metav1.Time]():          "t",
	reflect.TypeFor[metav1.MicroTime]():     "t",
	reflect.TypeFor[metav1.Duration]():      "u",
	reflect.TypeFor[runtime.RawExtension](): "a",
	reflect.TypeFor[metav1.FieldsV1]():      "a",
}

var scalars = map[reflect.Kind]string{
	reflect.String: "s", reflect.Bool: "b", reflect.Int32: "i", reflect.Int64: "l", reflect.Float64: "f",
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// The structures met so far. Types of different packages that read the same JSON under the same name become one.
type model struct {
	structures []structure
	byName     map[string]structure
	names      map[reflect.Type]string
}

func newModel() *model {
	return &model{byName: map[string]structure{}, names: map[reflect.Type]string{}}
}

func (m *model) code(t reflect.Type) string {
	if code, ok := special[t]; ok {
		return code
	}
	if t.Kind() == reflect.Pointer {
		return m.code(t.Elem())
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		panic(fmt.Sprintf("%v has its own JSON decoding", t))
	}
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "d"
		}
		return "[" + m.code(t.Elem())
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			panic(fmt.Sprintf("%v has keys that are not strings", t))
		}
		return "{" + m.code(t.Elem())
	case reflect.Struct:
		return m.add(t)
	}
	if code, ok := scalars[t.Kind()]; ok {
		return code
	}
	panic(fmt.Sprintf("%v is of a kind that no field had before", t))
}

func (m *model) add(t reflect.Type) string {
	if name, ok := m.names[t]; ok {
		if name == "" {
			panic(fmt.Sprintf("%v contains itself", t))
		}
		return name
	}
	m.names[t] = ""
	fields := m.fields(t)
	slices.SortFunc(fields, func(a, b field) int { return strings.Compare(a.name, b.name) })
	m.names[t] = m.name(t, fields)
	return m.names[t]
}

// The type's own name; with its version, then with its group too, where another structure has that name.
func (m *model) name(t reflect.Type, fields []field) string {
	group, version := path.Split(t.PkgPath())
	candidates := []string{t.Name(), t.Name() + title(version), t.Name() + title(path.Base(group)) + title(version)}
	for _, name := range candidates {
		known, taken := m.byName[name]
		if !taken {
			s := structure{name, fields}
			m.structures = append(m.structures, s)
			m.byName[name] = s
			return name
		}
		if slices.Equal(known.fields, fields) {
			return name
		}
	}
	panic(fmt.Sprintf("no name is left for %v", t))
}

func (m *model) fields(t reflect.Type) []field {
	var fields []field
	for goField := range fieldsOf(t) {
		tag := goField.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		switch {
		case name == "-":
		case name == "" && goField.Anonymous:
			fields = append(fields, m.fields(goField.Type)...)
		case name == "":
			panic(fmt.Sprintf("%v.%s has no JSON name", t, goField.Name))
		default:
			fields = append(fields, field{name, m.code(goField.Type)})
		}
	}
	return fields
}

func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if t.Field(i).IsExported() && !yield(t.Field(i)) {
				return
			}
		}
	}
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

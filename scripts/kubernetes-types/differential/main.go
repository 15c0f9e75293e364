// Command differential reads objects, one JSON line {"apiVersion","kind","object"} each, and writes for each what the API
// server's own decoder says of it. conform.ts beside it makes the objects and compares.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	appsv1beta1 "k8s.io/api/apps/v1beta1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kjson "sigs.k8s.io/json"
)

var packages = []func(*runtime.Scheme) error{
	admissionregistrationv1.AddToScheme, appsv1.AddToScheme, appsv1beta1.AddToScheme, autoscalingv2.AddToScheme, batchv1.AddToScheme,
	corev1.AddToScheme, extensionsv1beta1.AddToScheme, networkingv1.AddToScheme, policyv1.AddToScheme, rbacv1.AddToScheme,
	storagev1.AddToScheme,
}

type question struct {
	APIVersion string          `json:"apiVersion"`
	Kind       string          `json:"kind"`
	Object     json.RawMessage `json:"object"`
}

type answer struct {
	Refused string   `json:"refused"`
	Unknown []string `json:"unknown"`
	// What the decoder made of the object, for the zero values of nulls.
	Object any `json:"object,omitempty"`
}

func main() {
	scheme := runtime.NewScheme()
	for _, add := range packages {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		if err := out.Encode(answerTo(scheme, q)); err != nil {
			panic(err)
		}
	}
}

func answerTo(scheme *runtime.Scheme, q question) answer {
	object, err := scheme.New(schema.FromAPIVersionAndKind(q.APIVersion, q.Kind))
	if err != nil {
		panic(err)
	}
	// As serializer/json/json.go does: loose first, which only types can fail; then strict, for the unknown fields.
	if err := kjson.UnmarshalCaseSensitivePreserveInts(q.Object, object); err != nil {
		return answer{Refused: err.Error()}
	}
	strict := reflect.New(reflect.TypeOf(object).Elem()).Interface()
	faults, err := kjson.UnmarshalStrict(q.Object, strict)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	result := answer{Object: object}
	for _, fault := range faults {
		result.Unknown = append(result.Unknown, fault.Error())
	}
	return result
}

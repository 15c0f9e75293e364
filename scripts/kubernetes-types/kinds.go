package main

import (
	"reflect"
	"slices"
	"strings"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	admissionregistrationv1alpha1 "k8s.io/api/admissionregistration/v1alpha1"
	admissionregistrationv1beta1 "k8s.io/api/admissionregistration/v1beta1"
	appsv1 "k8s.io/api/apps/v1"
	appsv1beta1 "k8s.io/api/apps/v1beta1"
	appsv1beta2 "k8s.io/api/apps/v1beta2"
	authenticationv1 "k8s.io/api/authentication/v1"
	authenticationv1beta1 "k8s.io/api/authentication/v1beta1"
	authorizationv1 "k8s.io/api/authorization/v1"
	authorizationv1beta1 "k8s.io/api/authorization/v1beta1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	batchv1beta1 "k8s.io/api/batch/v1beta1"
	certificatesv1 "k8s.io/api/certificates/v1"
	certificatesv1alpha1 "k8s.io/api/certificates/v1alpha1"
	certificatesv1beta1 "k8s.io/api/certificates/v1beta1"
	coordinationv1 "k8s.io/api/coordination/v1"
	coordinationv1beta1 "k8s.io/api/coordination/v1beta1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	discoveryv1beta1 "k8s.io/api/discovery/v1beta1"
	eventsv1 "k8s.io/api/events/v1"
	eventsv1beta1 "k8s.io/api/events/v1beta1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	flowcontrolv1 "k8s.io/api/flowcontrol/v1"
	flowcontrolv1beta1 "k8s.io/api/flowcontrol/v1beta1"
	flowcontrolv1beta2 "k8s.io/api/flowcontrol/v1beta2"
	flowcontrolv1beta3 "k8s.io/api/flowcontrol/v1beta3"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	nodev1 "k8s.io/api/node/v1"
	nodev1beta1 "k8s.io/api/node/v1beta1"
	policyv1 "k8s.io/api/policy/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	rbacv1 "k8s.io/api/rbac/v1"
	rbacv1alpha1 "k8s.io/api/rbac/v1alpha1"
	rbacv1beta1 "k8s.io/api/rbac/v1beta1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	schedulingv1 "k8s.io/api/scheduling/v1"
	schedulingv1beta1 "k8s.io/api/scheduling/v1beta1"
	storagev1 "k8s.io/api/storage/v1"
	storagev1alpha1 "k8s.io/api/storage/v1alpha1"
	storagev1beta1 "k8s.io/api/storage/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/version"
)

// The kinds whose types Plimsoll reads. The first version of a kind is the one whose types keep their plain names.
var modelled = []string{
	"Pod", "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob",
	"Namespace", "Node", "Service", "ServiceAccount", "ConfigMap", "Secret", "PersistentVolume", "PersistentVolumeClaim", "StorageClass",
	"LimitRange", "ResourceQuota", "NetworkPolicy", "Ingress", "IngressClass", "Role", "ClusterRole", "RoleBinding",
	"ClusterRoleBinding", "HorizontalPodAutoscaler", "PodDisruptionBudget", "ValidatingWebhookConfiguration",
	"MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "RuntimeClass", "PriorityClass",
}

// Stable versions first, newest first: a type keeps its plain name in the first package that declares it.
var packages = []func(*runtime.Scheme) error{
	corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme, networkingv1.AddToScheme, rbacv1.AddToScheme,
	storagev1.AddToScheme, policyv1.AddToScheme, autoscalingv2.AddToScheme, autoscalingv1.AddToScheme, admissionregistrationv1.AddToScheme,
	authenticationv1.AddToScheme, authorizationv1.AddToScheme, certificatesv1.AddToScheme, coordinationv1.AddToScheme,
	discoveryv1.AddToScheme, eventsv1.AddToScheme, flowcontrolv1.AddToScheme, nodev1.AddToScheme, resourcev1.AddToScheme,
	schedulingv1.AddToScheme, admissionregistrationv1beta1.AddToScheme, appsv1beta2.AddToScheme, appsv1beta1.AddToScheme,
	authenticationv1beta1.AddToScheme, authorizationv1beta1.AddToScheme, batchv1beta1.AddToScheme, certificatesv1beta1.AddToScheme,
	coordinationv1beta1.AddToScheme, discoveryv1beta1.AddToScheme, eventsv1beta1.AddToScheme, flowcontrolv1beta3.AddToScheme,
	flowcontrolv1beta2.AddToScheme, flowcontrolv1beta1.AddToScheme, networkingv1beta1.AddToScheme, extensionsv1beta1.AddToScheme,
	nodev1beta1.AddToScheme, policyv1beta1.AddToScheme, rbacv1beta1.AddToScheme, resourcev1beta2.AddToScheme,
	resourcev1beta1.AddToScheme, schedulingv1beta1.AddToScheme, storagev1beta1.AddToScheme, admissionregistrationv1alpha1.AddToScheme,
	certificatesv1alpha1.AddToScheme, rbacv1alpha1.AddToScheme, storagev1alpha1.AddToScheme,
}

// A kind in one API version, with the releases that its own lifecycle methods name.
type kind struct {
	schema.GroupVersionKind
	goType                          reflect.Type
	introduced, deprecated, removed int
}

// The kinds that are objects of their own: they have metadata, and are neither lists nor options.
func kinds() []kind {
	var found []kind
	seen := map[schema.GroupVersionKind]bool{}
	for _, add := range packages {
		s := runtime.NewScheme()
		must(add(s))
		for gvk, goType := range s.AllKnownTypes() {
			_, hasMetadata := reflect.New(goType).Interface().(metav1.ObjectMetaAccessor)
			if !hasMetadata || gvk.Version == runtime.APIVersionInternal || seen[gvk] {
				continue
			}
			seen[gvk] = true
			found = append(found, withLifecycle(kind{GroupVersionKind: gvk, goType: goType}))
		}
	}
	slices.SortFunc(found, func(a, b kind) int {
		if a.Kind != b.Kind {
			return strings.Compare(a.Kind, b.Kind)
		}
		if a.Group != b.Group {
			return strings.Compare(a.Group, b.Group)
		}
		return version.CompareKubeAwareVersionStrings(b.Version, a.Version)
	})
	return found
}

func withLifecycle(k kind) kind {
	object := reflect.New(k.goType).Interface()
	if o, ok := object.(interface{ APILifecycleIntroduced() (int, int) }); ok {
		_, k.introduced = o.APILifecycleIntroduced()
	}
	if o, ok := object.(interface{ APILifecycleDeprecated() (int, int) }); ok {
		_, k.deprecated = o.APILifecycleDeprecated()
	}
	if o, ok := object.(interface{ APILifecycleRemoved() (int, int) }); ok {
		_, k.removed = o.APILifecycleRemoved()
	}
	return k
}

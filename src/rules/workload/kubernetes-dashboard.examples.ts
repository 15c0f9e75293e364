import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'its image',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: kubernetesui/dashboard:v2.7.0
`,
    },
    {
      name: 'a part of it',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: docker.io/kubernetesui/dashboard-web:1.6.0
`,
    },
    {
      name: 'its image of old',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1
`,
    },
  ],
  good: [
    {
      name: 'another dashboard',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/dashboard:1.4.2
`,
    },
  ],
};

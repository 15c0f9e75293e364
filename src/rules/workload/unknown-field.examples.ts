import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a misspelt field',
      reports: ['misspelt'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      securtyContext:
        privileged: false
`,
    },
    {
      name: 'letter case',
      reports: ['misspelt'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostnetwork: true
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a field at a wrong place',
      reports: ['unknown'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  readOnlyRootFilesystem: true
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'fields that Kubernetes knows',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      securityContext:
        privileged: false
`,
    },
    {
      name: 'a patch for Kustomize',
      manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          $patch: delete
`,
    },
    {
      name: 'a custom resource',
      manifest: `apiVersion: example.com/v1
kind: Shop
metadata:
  name: web
spec:
  securtyContext: {}
`,
    },
  ],
};

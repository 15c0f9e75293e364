import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a container that is root',
      reports: ['root'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsUser: 0
`,
    },
    {
      name: 'a pod that is root',
      reports: ['podRoot'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a pod that is root and a container that is not',
      reports: ['podRoot'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsUser: 65532
`,
    },
  ],
  good: [
    {
      name: 'nothing is said',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'another user',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsUser: 65532
`,
    },
    {
      name: 'root in a user namespace of its own (Kubernetes 1.35)',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsUser: 0
`,
    },
  ],
};

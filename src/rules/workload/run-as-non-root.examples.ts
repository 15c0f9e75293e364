import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is said',
      reports: ['notSet'],
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
      name: 'a container overrides its pod',
      reports: ['allowsRoot'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsNonRoot: false
`,
    },
    {
      name: 'the pod allows root',
      reports: ['podAllowsRoot'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: false
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'the pod allows root and its containers do not',
      reports: ['podContradicts'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: false
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsNonRoot: true
`,
    },
  ],
  good: [
    {
      name: 'set for the pod',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'set for every container',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/migrate
      securityContext:
        runAsNonRoot: true
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsNonRoot: true
`,
    },
    {
      name: 'a user namespace of its own (Kubernetes 1.35)',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

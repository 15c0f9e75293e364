import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the user of a container',
      reports: ['low'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsUser: 1000
`,
    },
    {
      name: 'user and group of a pod',
      reports: ['low', 'low'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 101
    runAsGroup: 101
  containers:
    - name: web
      image: registry.example.com/web
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
      name: 'numbers that no account has',
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
        runAsGroup: 65532
`,
    },
    {
      name: 'root, which other rules tell',
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
        runAsGroup: 0
`,
    },
  ],
};

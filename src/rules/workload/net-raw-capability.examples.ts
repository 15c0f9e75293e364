import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is dropped',
      reports: ['kept'],
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
      name: 'others are dropped',
      reports: ['kept'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [MKNOD]
`,
    },
    {
      name: 'added',
      reports: ['added'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_RAW]
`,
    },
  ],
  good: [
    {
      name: 'all are dropped',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [ALL]
`,
    },
    {
      name: 'this one is dropped',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [NET_RAW]
`,
    },
    {
      name: 'dropped as runtimes read it',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [CAP_NET_RAW]
`,
    },
  ],
};

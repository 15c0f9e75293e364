import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is said',
      reports: ['notDropped'],
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
      name: 'one of them is dropped',
      reports: ['notDropped'],
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
      name: 'dropped in small letters',
      reports: ['misspelt'],
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
          drop: [all]
`,
    },
    {
      name: 'one is added again',
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
          add: [CHOWN, NET_BIND_SERVICE]
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
      name: 'the one that may be added',
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
          add: [NET_BIND_SERVICE]
`,
    },
    {
      name: 'a pod for Windows (Kubernetes 1.25)',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

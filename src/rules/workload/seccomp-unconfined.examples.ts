import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a container without a filter',
      reports: ['unconfined'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        seccompProfile:
          type: Unconfined
`,
    },
    {
      name: 'a pod without a filter',
      reports: ['podUnconfined'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: Unconfined
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a type that does not exist',
      reports: ['unconfined'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        seccompProfile:
          type: runtime/default
`,
    },
    {
      name: 'annotations, before Kubernetes 1.19',
      reports: ['annotation', 'annotation'],
      kubernetes: 18,
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
    container.seccomp.security.alpha.kubernetes.io/web: unconfined
spec:
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
      name: 'the profile of the runtime',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a profile of its own',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: web.json
`,
    },
    {
      name: 'annotations, which Kubernetes reads no longer',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

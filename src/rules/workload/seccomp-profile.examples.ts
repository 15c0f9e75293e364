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
      name: 'one of three containers has a profile',
      reports: ['notSet'],
      only: 'app-containers',
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
          type: RuntimeDefault
    - name: proxy
      image: registry.example.com/proxy
    - name: log
      image: registry.example.com/log
`,
    },
    {
      name: 'a container without a filter',
      reports: ['forbidden'],
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
      reports: ['podForbidden'],
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
  ],
  good: [
    {
      name: 'the profile of the runtime for the pod',
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
      name: 'a profile for every container',
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

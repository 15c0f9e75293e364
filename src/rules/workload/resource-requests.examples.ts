import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is said',
      only: 'app-containers',
      reports: ['missing'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'no request for memory',
      only: 'app-containers',
      reports: ['missing'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        requests:
          cpu: 100m
`,
    },
    {
      name: 'a limit that is far from its request',
      only: 'app-containers',
      reports: ['wide'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        requests:
          cpu: 100m
          memory: 64Mi
        limits:
          memory: 2Gi
`,
    },
    {
      name: 'a limit that is farther than the policy allows',
      only: 'app-containers',
      options: { maxRatio: 2 },
      reports: ['wide'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          memory: 512Mi
`,
    },
    {
      name: 'requests of the pod before Kubernetes 1.34',
      only: 'app-containers',
      kubernetes: 33,
      reports: ['missing'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 100m
      memory: 128Mi
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'requests',
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
`,
    },
    {
      name: 'much more processor time than requested',
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          cpu: 4
          memory: 256Mi
`,
    },
    {
      name: 'limits, which are the requests where there are none',
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        limits:
          cpu: 100m
          memory: 128Mi
`,
    },
    {
      name: 'requests of the pod',
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 100m
      memory: 128Mi
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a LimitRange',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
---
apiVersion: v1
kind: LimitRange
metadata:
  name: containers
spec:
  limits:
    - type: Container
      defaultRequest:
        cpu: 100m
        memory: 128Mi
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is said',
      only: 'app-containers',
      reports: ['unlimited'],
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
      name: 'a request alone',
      only: 'app-containers',
      reports: ['unlimited'],
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
          ephemeral-storage: 1Gi
`,
    },
    {
      name: 'a limit of nothing',
      only: 'app-containers',
      reports: ['unlimited'],
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
          ephemeral-storage: 0
`,
    },
    {
      name: 'a limit for something else',
      only: 'app-containers',
      reports: ['unlimited'],
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
          cpu: 1
`,
    },
    {
      name: 'a limit of the pod before Kubernetes 1.34',
      only: 'app-containers',
      kubernetes: 33,
      reports: ['unlimited'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    limits:
      ephemeral-storage: 1Gi
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a LimitRange for something else',
      reports: ['unlimited'],
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
      default:
        cpu: 1
`,
    },
  ],
  good: [
    {
      name: 'a limit',
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
          ephemeral-storage: 1Gi
`,
    },
    {
      name: 'a limit of the pod',
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    limits:
      ephemeral-storage: 1Gi
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a LimitRange with a default',
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
      default:
        ephemeral-storage: 1Gi
`,
    },
    {
      name: 'a LimitRange with a maximum',
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
      max:
        ephemeral-storage: 1Gi
`,
    },
    {
      name: 'an ephemeral container, which can have none',
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
          ephemeral-storage: 1Gi
  ephemeralContainers:
    - name: shell
      image: registry.example.com/shell:1.0.0
`,
    },
  ],
};

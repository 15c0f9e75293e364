import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a container without a profile',
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
        appArmorProfile:
          type: Unconfined
`,
    },
    {
      name: 'a pod without a profile',
      reports: ['podUnconfined'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: Unconfined
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'the annotation of old',
      reports: ['annotation'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: unconfined
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
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
`,
    },
    {
      name: 'a profile of its own, by annotation',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: localhost/web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

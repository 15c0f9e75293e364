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
      name: 'allowed',
      reports: ['allowed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        allowPrivilegeEscalation: true
`,
    },
    {
      name: 'a privileged container, which cannot forbid it',
      reports: ['notSet'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        privileged: true
`,
    },
  ],
  good: [
    {
      name: 'forbidden',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        allowPrivilegeEscalation: false
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

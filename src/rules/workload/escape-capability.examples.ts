import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'modules can be loaded',
      reports: ['escapes'],
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
          add: [SYS_MODULE]
`,
    },
    {
      name: 'the processes of the node can be traced',
      reports: ['escapes'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostPID: true
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          add: [SYS_PTRACE]
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
      name: 'the processes of its own pod can be traced',
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
          add: [SYS_PTRACE]
`,
    },
  ],
};

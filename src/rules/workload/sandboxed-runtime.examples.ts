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
      name: 'another runtime',
      reports: ['notSandboxed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: nvidia
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'gVisor',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: gvisor
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a name of its own',
      reports: ['set'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostAliases:
    - ip: 192.0.2.7
      hostnames: [payments.example.com]
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
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
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'an empty list',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostAliases: []
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'kube-system',
      reports: ['used'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: kube-system
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a namespace that the policy names',
      options: { namespaces: ['monitoring'] },
      reports: ['used'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: monitoring
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'another',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'none',
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
  ],
};

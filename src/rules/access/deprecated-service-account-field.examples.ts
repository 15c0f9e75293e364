import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the old name alone',
      reports: ['oldName'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  serviceAccount: web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'two different names',
      reports: ['differs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  serviceAccount: web
  serviceAccountName: shop
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'the new name',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'both, as the API server writes them',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  serviceAccount: web
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

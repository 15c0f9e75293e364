import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'two images',
      reports: ['shared'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: registry.example.com/web:1
    - name: proxy
      image: registry.example.com/proxy:2
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
    - name: proxy
      image: registry.example.com/proxy:2
`,
    },
    {
      name: 'one image',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: registry.example.com/web:1
    - name: worker
      image: registry.example.com/web:2
`,
    },
    {
      name: 'an init container is gone before others start',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  initContainers:
    - name: migrate
      image: registry.example.com/migrate
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

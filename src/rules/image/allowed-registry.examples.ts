import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'another registry',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      reports: ['notAllowed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/acme/web:1.4.2
`,
    },
    {
      name: 'a path that only begins like one that is allowed',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      reports: ['notAllowed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop-evil/web:1.4.2
`,
    },
    {
      name: 'a user of Docker Hub',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      reports: ['notAllowed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: acme/web:1.4.2@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
`,
    },
    {
      name: 'a registry that only begins like one that is allowed',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      reports: ['notAllowed'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com.evil.example/shop/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'a path that is allowed',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:1.4.2
`,
    },
    {
      name: 'an official image of Docker Hub',
      options: { registries: ['registry.example.com/shop', 'docker.io/library'] },
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
`,
    },
    {
      name: 'no list of registries',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/acme/web:1.4.2
`,
    },
  ],
};

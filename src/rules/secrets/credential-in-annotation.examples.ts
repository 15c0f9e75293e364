import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'of the resource',
      reports: ['literal'],
      manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    example.com/registry-password: Vb7-kettle-Rowlock-42
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web
`,
    },
    {
      name: 'of the pods',
      reports: ['literal'],
      manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        example.com/database-url: postgres://shop:Vb7kettleRowlock42@db.shop.svc:5432/shop
    spec:
      containers:
        - name: web
          image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'a digest of a secret',
      manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        checksum/secret: 4f5b7c1d0a9e8f3b2c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3
    spec:
      containers:
        - name: web
          image: registry.example.com/web
`,
    },
    {
      name: 'the name of a Secret',
      manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    example.com/registry-secret-name: registry
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a flag with its value',
      reports: ['argument'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [migrate]
      args:
        - --database-password=Vb7-kettle-Rowlock-42
`,
    },
    {
      name: 'a flag and then its value',
      reports: ['argument'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      args: [--password, Vb7-kettle-Rowlock-42]
`,
    },
    {
      name: 'in a script',
      reports: ['argument'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command:
        - sh
        - -c
        - |
          export PGPASSWORD=Vb7-kettle-Rowlock-42
          psql -h db
`,
    },
    {
      name: 'the command of a probe',
      reports: ['argument'],
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      livenessProbe:
        exec:
          command: [redis-cli, --pass, Vb7-kettle-Rowlock-42, ping]
`,
    },
    {
      name: 'the header of a probe',
      reports: ['header'],
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      readinessProbe:
        httpGet:
          port: 8080
          httpHeaders:
            - name: Authorization
              value: Basic c2hvcDpWYjcta2V0dGxlLVJvd2xvY2stNDI=
`,
    },
  ],
  good: [
    {
      name: 'a file',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      args:
        - --database-password-file=/run/secrets/database/password
`,
    },
    {
      name: 'a reference to a variable',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      args: [--password, $(DATABASE_PASSWORD)]
`,
    },
  ],
};

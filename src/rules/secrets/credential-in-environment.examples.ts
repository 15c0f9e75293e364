import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a password under a telling name',
      reports: ['literal'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      env:
        - name: DATABASE_PASSWORD
          value: Vb7-kettle-Rowlock-42
`,
    },
    {
      name: 'a connection string with its password',
      reports: ['literal'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      env:
        - name: DATABASE_URL
          value: postgres://shop:Vb7kettleRowlock42@db.shop.svc:5432/shop
`,
    },
  ],
  good: [
    {
      name: 'a password in a mounted file',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      env:
        - name: DATABASE_PASSWORD_FILE
          value: /run/secrets/database/password
      volumeMounts:
        - name: database
          mountPath: /run/secrets/database
          readOnly: true
  volumes:
    - name: database
      secret:
        secretName: database
`,
    },
    {
      name: 'a reference to another variable',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      env:
        - name: DATABASE_URL
          value: postgres://shop:$(DATABASE_PASSWORD)@db.shop.svc:5432/shop
`,
    },
  ],
};

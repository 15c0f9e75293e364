import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a key of a Secret',
      reports: ['variables'],
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
      env:
        - name: DATABASE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: database
              key: password
`,
    },
    {
      name: 'a whole Secret',
      reports: ['wholeSecret'],
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
      envFrom:
        - secretRef:
            name: database
`,
    },
  ],
  good: [
    {
      name: 'a mounted Secret',
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
      name: 'a ConfigMap',
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
      envFrom:
        - configMapRef:
            name: web
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a value under a telling key',
      reports: ['literal'],
      manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  DATABASE_PASSWORD: Vb7-kettle-Rowlock-42
`,
    },
    {
      name: 'a file of settings',
      reports: ['literal'],
      manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  application.properties: |
    server.port=8080
    spring.datasource.password=Vb7-kettle-Rowlock-42
`,
    },
    {
      name: 'two in a file of settings',
      reports: ['several'],
      manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  application.yaml: |
    database:
      password: Vb7-kettle-Rowlock-42
    cache:
      password: Tq9-anchor-Fairlead-17
`,
    },
  ],
  good: [
    {
      name: 'settings without credentials',
      manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  LOG_LEVEL: info
  DATABASE_HOST: db.shop.svc
`,
    },
    {
      name: 'a placeholder',
      manifest: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  application.properties: |
    spring.datasource.password=\${DATABASE_PASSWORD}
`,
    },
  ],
};

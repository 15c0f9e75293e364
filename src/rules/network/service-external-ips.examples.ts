import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'an address of its own choice',
      reports: ['claims'],
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  externalIPs: [198.51.100.7]
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
  good: [
    {
      name: 'none',
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: ClusterIP
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
};

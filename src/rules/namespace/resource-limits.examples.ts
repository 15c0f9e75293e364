import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'neither',
      reports: ['neither'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    },
    {
      name: 'a LimitRange alone',
      reports: ['noQuota'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: LimitRange
metadata:
  name: containers
  namespace: shop
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
`,
    },
    {
      name: 'a ResourceQuota alone',
      reports: ['noLimitRange'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: all
  namespace: shop
spec:
  hard:
    pods: "20"
`,
    },
    {
      name: 'the limits of another namespace',
      reports: ['neither'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: all
  namespace: blog
spec:
  hard:
    pods: "20"
---
apiVersion: v1
kind: LimitRange
metadata:
  name: containers
  namespace: blog
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
`,
    },
  ],
  good: [
    {
      name: 'both',
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: all
  namespace: shop
spec:
  hard:
    pods: "20"
---
apiVersion: v1
kind: LimitRange
metadata:
  name: containers
  namespace: shop
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
`,
    },
  ],
};

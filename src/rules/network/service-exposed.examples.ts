import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a port of every node',
      reports: ['nodePort'],
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      name: 'a load balancer',
      reports: ['loadBalancer'],
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      name: 'a load balancer for every address',
      reports: ['loadBalancer'],
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [0.0.0.0/0]
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
  good: [
    {
      name: 'inside the cluster',
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
    {
      name: 'a load balancer for some',
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [198.51.100.0/24]
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      name: 'an internal load balancer',
      manifest: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    networking.gke.io/load-balancer-type: Internal
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
};

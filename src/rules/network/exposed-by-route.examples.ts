import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a route of a gateway',
      reports: ['exposes'],
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  parentRefs:
    - name: public
      namespace: gateways
  hostnames: [shop.example.com]
  rules:
    - backendRefs:
        - name: web
          port: 80
`,
    },
    {
      name: 'a virtual service of a gateway',
      reports: ['exposes'],
      manifest: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: shop
spec:
  hosts: [shop.example.com]
  gateways: [gateways/public]
  http:
    - route:
        - destination:
            host: web
`,
    },
  ],
  good: [
    {
      name: 'a route of a service',
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  parentRefs:
    - kind: Service
      group: ""
      name: web
  rules:
    - backendRefs:
        - name: web
          port: 80
`,
    },
    {
      name: 'a virtual service of the mesh',
      manifest: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: shop
spec:
  hosts: [web]
  gateways: [mesh]
  http:
    - route:
        - destination:
            host: web
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a plain listener',
      reports: ['plain'],
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  gatewayClassName: example
  listeners:
    - name: web
      protocol: HTTP
      port: 80
      hostname: shop.example.com
`,
    },
    {
      name: 'a plain server of Istio',
      reports: ['plain'],
      manifest: `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: web
        protocol: HTTP
      hosts: [shop.example.com]
`,
    },
    {
      name: 'TLS for another host',
      reports: ['plain'],
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  gatewayClassName: example
  listeners:
    - name: web
      protocol: HTTP
      port: 80
      hostname: shop.example.com
    - name: secure
      protocol: HTTPS
      port: 443
      hostname: admin.example.com
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
  ],
  good: [
    {
      name: 'HTTPS',
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  gatewayClassName: example
  listeners:
    - name: secure
      protocol: HTTPS
      port: 443
      hostname: shop.example.com
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
    {
      name: 'HTTPS beside HTTP for the same host',
      manifest: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  gatewayClassName: example
  listeners:
    - name: web
      protocol: HTTP
      port: 80
      hostname: shop.example.com
    - name: secure
      protocol: HTTPS
      port: 443
      hostname: shop.example.com
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
    {
      name: 'a server of Istio that redirects',
      manifest: `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: gateways
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: web
        protocol: HTTP
      hosts: [shop.example.com]
      tls:
        httpsRedirect: true
    - port:
        number: 443
        name: secure
        protocol: HTTPS
      hosts: [shop.example.com]
      tls:
        mode: SIMPLE
        credentialName: shop-tls
`,
    },
  ],
};

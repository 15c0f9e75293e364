import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no host name',
      reports: ['everyHost'],
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
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
    {
      name: 'every host of Istio',
      reports: ['everyHost'],
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
        number: 443
        name: secure
        protocol: HTTPS
      hosts: ["*"]
      tls:
        mode: SIMPLE
        credentialName: shop-tls
`,
    },
  ],
  good: [
    {
      name: 'one host',
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
      name: 'a wildcard below a domain',
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
      hostname: "*.shop.example.com"
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
    {
      name: 'a host of a namespace of Istio',
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
        number: 443
        name: secure
        protocol: HTTPS
      hosts: [shop/shop.example.com]
      tls:
        mode: SIMPLE
        credentialName: shop-tls
`,
    },
  ],
};

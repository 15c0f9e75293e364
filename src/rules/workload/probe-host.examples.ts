import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a probe of another host',
      reports: ['host'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      livenessProbe:
        httpGet:
          host: 169.254.169.254
          path: /
          port: 80
`,
    },
    {
      name: 'hooks that call other hosts',
      reports: ['host', 'host'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      lifecycle:
        postStart:
          httpGet:
            host: registry.example.com
            port: 80
        preStop:
          tcpSocket:
            host: 127.0.0.1
            port: 8080
`,
    },
  ],
  good: [
    {
      name: 'no probe',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a probe of its own pod',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
      livenessProbe:
        tcpSocket:
          host: ""
          port: 8080
`,
    },
  ],
};

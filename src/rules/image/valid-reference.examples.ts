import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no image',
      reports: ['absent'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
`,
    },
    {
      name: 'a template that was not rendered',
      reports: ['name'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: "{{ .Values.image }}"
`,
    },
    {
      name: 'a variable that was not replaced',
      reports: ['tag'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:$(VERSION)
`,
    },
    {
      name: 'a capital letter',
      reports: ['upperCase'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/Web:1.4.2
`,
    },
    {
      name: 'the identifier of an image',
      reports: ['identifier'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
`,
    },
    {
      name: 'a digest that is cut short',
      reports: ['digest'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2@sha256:5891b5b522d5df08
`,
    },
  ],
  good: [
    {
      name: 'a registry, a path, a tag and a digest',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com:5000/shop/web:1.4.2@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
`,
    },
    {
      name: 'a name of Docker Hub',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
`,
    },
    {
      name: 'a registry with an address',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: "[2001:db8::1]:5000/web:1.4.2"
`,
    },
  ],
};

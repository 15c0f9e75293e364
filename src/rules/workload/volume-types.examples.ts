import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'storage that nobody granted',
      reports: ['type'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      nfs:
        server: files.example.com
        path: /web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a directory of the node',
      reports: ['type'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      hostPath:
        path: /var/lib/web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a driver of the node',
      reports: ['driver'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      flexVolume:
        driver: example.com/disk
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'no volume',
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
      name: 'storage that was granted',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a volume without a source, which is an emptyDir',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};

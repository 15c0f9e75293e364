import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no limit',
      reports: ['disk'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
      emptyDir: {}
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'no source, which is an emptyDir',
      reports: ['disk'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'memory',
      reports: ['memory'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
      emptyDir:
        medium: Memory
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        limits:
          ephemeral-storage: 1Gi
`,
    },
  ],
  good: [
    {
      name: 'a size limit',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
      emptyDir:
        sizeLimit: 64Mi
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'containers with a limit',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
      emptyDir: {}
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      resources:
        limits:
          ephemeral-storage: 1Gi
`,
    },
    {
      name: 'another volume',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: settings
      configMap:
        name: settings
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
};

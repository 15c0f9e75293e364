import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'nothing is said',
      reports: ['writable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /data
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'one of two mounts is writable',
      reports: ['writable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /data
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /in
          readOnly: true
        - name: host
          mountPath: /out
          readOnly: false
`,
    },
  ],
  good: [
    {
      name: 'read-only',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /data
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
          readOnly: true
`,
    },
    {
      name: 'a volume that no container mounts',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /data
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a volume of the pod',
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
      volumeMounts:
        - name: scratch
          mountPath: /tmp
`,
    },
  ],
};

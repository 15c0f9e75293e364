import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the socket of Docker',
      reports: ['socket'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /var/run/docker.sock
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'the socket of containerd, read-only',
      reports: ['socket'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /run/containerd/containerd.sock
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
      name: 'a socket at a place of its own',
      reports: ['socket'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /opt/rke2/containerd.sock
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'the folder of sockets',
      reports: ['folder'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /var/run
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
          readOnly: true
`,
    },
  ],
  good: [
    {
      name: 'another socket',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /run/shop/web.sock
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'another folder of /run',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /run/shop
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the root of the node, read-only',
      reports: ['readable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /
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
      name: 'the credentials of the cluster',
      reports: ['readable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /etc/kubernetes/pki
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
      name: 'a path in other words',
      reports: ['readable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: //var/lib/../lib/kubelet/
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
      name: 'programs of the node, writable',
      reports: ['writable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /usr/local/bin
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'a sensitive part of a volume',
      reports: ['readable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /var
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
          readOnly: true
          subPath: lib/kubelet
`,
    },
  ],
  good: [
    {
      name: 'the time zones of the node, read-only',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /usr/share/zoneinfo
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
      name: 'a path for data',
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
      name: 'a harmless part of a volume',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /var
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
          readOnly: true
          subPath: lib/shop
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
        path: /
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
};

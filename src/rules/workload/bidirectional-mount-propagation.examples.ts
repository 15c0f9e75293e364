import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'mounts into the node',
      reports: ['bidirectional'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /mnt
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      securityContext:
        privileged: true
      volumeMounts:
        - name: host
          mountPath: /mnt
          mountPropagation: Bidirectional
`,
    },
  ],
  good: [
    {
      name: 'nothing is said',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /mnt
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
`,
    },
    {
      name: 'sees what the node mounts',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /mnt
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: host
          mountPath: /mnt
          mountPropagation: HostToContainer
`,
    },
  ],
};

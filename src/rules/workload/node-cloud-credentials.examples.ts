import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the credentials of AWS',
      reports: ['mounted'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /root/.aws
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
      name: 'the configuration of Azure',
      reports: ['mounted'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /etc/kubernetes/azure.json
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
      name: 'the credentials of Google Cloud',
      reports: ['mounted'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /home/admin/.config/gcloud
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
      name: 'a path that only looks like one',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: host
      hostPath:
        path: /data/.awsome
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
      name: 'credentials from a Secret',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: aws
      secret:
        secretName: aws
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      volumeMounts:
        - name: aws
          mountPath: /root/.aws
`,
    },
  ],
};

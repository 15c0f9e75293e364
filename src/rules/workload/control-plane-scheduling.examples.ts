import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'tolerates the taint',
      reports: ['tolerates'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: node-role.kubernetes.io/control-plane
      operator: Exists
      effect: NoSchedule
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'tolerates the taint by its former name',
      reports: ['tolerates'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: node-role.kubernetes.io/master
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'tolerates everything',
      reports: ['toleratesAll'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - operator: Exists
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'tolerates and selects',
      reports: ['tolerates'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    node-role.kubernetes.io/control-plane: ""
  tolerations:
    - key: node-role.kubernetes.io/control-plane
      operator: Exists
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'selects',
      reports: ['selects'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    node-role.kubernetes.io/control-plane: ""
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'has affinity',
      reports: ['selects'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: node-role.kubernetes.io/control-plane
                operator: Exists
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'names its node',
      reports: ['nodeName'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeName: node-1
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'a pod of a cluster, which the scheduler put on its node',
      only: 'as-written',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  uid: 7d9c1b3a-5f7e-4d1c-8b5a-7f9e1d3c5b7a
spec:
  nodeName: node-1
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'tolerates another taint',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: dedicated
      operator: Equal
      value: shop
      effect: NoSchedule
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'tolerates everything once it runs',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - operator: Exists
      effect: NoExecute
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'keeps off the control plane',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: node-role.kubernetes.io/control-plane
                operator: DoesNotExist
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
`,
    },
  ],
};

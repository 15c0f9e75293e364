import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a path of the node',
      reports: ['hostPath'],
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  hostPath:
    path: /data/orders
`,
    },
    {
      name: 'a sensitive path of the node',
      reports: ['sensitive'],
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  hostPath:
    path: /etc
`,
    },
    {
      name: 'a local volume at a sensitive path',
      reports: ['sensitive'],
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  local:
    path: /var/lib/kubelet
`,
    },
  ],
  good: [
    {
      name: 'a driver',
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  csi:
    driver: ebs.csi.aws.com
    volumeHandle: vol-0123456789abcdef0
`,
    },
    {
      name: 'a local volume on a disk of its own',
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  local:
    path: /mnt/disks/ssd1
`,
    },
    {
      name: 'a path that the policy allows',
      options: { paths: ['/data'] },
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: orders
spec:
  accessModes: [ReadWriteOnce]
  capacity:
    storage: 10Gi
  hostPath:
    path: /data/orders
`,
    },
  ],
};

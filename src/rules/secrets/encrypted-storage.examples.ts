import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'turned off',
      reports: ['off'],
      manifest: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  encrypted: "false"
`,
    },
    {
      name: 'off where nothing is said',
      reports: ['off'],
      manifest: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: driver.longhorn.io
parameters:
  numberOfReplicas: "3"
`,
    },
    {
      name: 'a volume',
      reports: ['volumeOff'],
      manifest: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  csi:
    driver: rbd.csi.ceph.com
    volumeHandle: data
    volumeAttributes:
      pool: kubernetes
`,
    },
  ],
  good: [
    {
      name: 'turned on',
      manifest: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  encrypted: "true"
`,
    },
    {
      name: 'always encrypted',
      manifest: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: pd.csi.storage.gke.io
parameters:
  type: pd-balanced
`,
    },
  ],
};

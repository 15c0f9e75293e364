import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'bound to a role',
      reports: ['bound'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:masters
`,
    },
    {
      name: 'a certificate for the group',
      reports: ['certificate'],
      manifest: `apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: operator
spec:
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
  request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIbk1JR09BZ0VBTUN3eEZ6QVZCZ05WQkFvTURuTjVjM1JsYlRwdFlYTjBaWEp6TVJFd0R3WURWUVFEREFodgpjR1Z5WVhSdmNqQlpNQk1HQnlxR1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQTBJQUJHaWNVcEFDZzAzb2hIM0xwY3VoCnBJZFJ2TDU4Zlp6ZnNuZjJIaEVLOHZRelJYS2FIZ2Y2ZU9vZFVOOTM3UDFVc3lHWlA4cE5NblZ0NlZxYXBBeTIKdGpxZ0FEQUtCZ2dxaGtqT1BRUURBZ05JQURCRkFpQVdSYkxCY0hJUjZuWUhoQjUrYmZud0NRcU5mOElBYndyMQpVbExPY0x5b2dRSWhBUDFLdkp2cUZObzFEMGNwNS8xWlZRNTBVME9jYlQ2L1dwUUNPRitLeXBOSgotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
`,
    },
  ],
  good: [
    {
      name: 'a group of its own',
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: shop:operators
`,
    },
    {
      name: 'a certificate for another group',
      manifest: `apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: operator
spec:
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
  request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIbk1JR09BZ0VBTUN3eEZ6QVZCZ05WQkFvTURuTm9iM0E2YjNCbGNtRjBiM0p6TVJFd0R3WURWUVFEREFodgpjR1Z5WVhSdmNqQlpNQk1HQnlxR1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQTBJQUJDbmgzR3RRMnJ0a2FYVnloNFRBCjR2dnlTdzZYaDhsRDdOVzlJVnBFTXY0ZzdTL1pLa05kd2xZQW1qV0ZWZVFHczF4czdqMFEvYW1jVW9EbEo3ckcKQmpHZ0FEQUtCZ2dxaGtqT1BRUURBZ05JQURCRkFpRUFpN3ZQWmR0Zkl5b294WTdBSEE4VDVId3lyNkNKMFZ5TwpaL29yT3BxL2FuUUNJR1RubG8vbG1vZERxRk4wU2tiSi9Sd0pMOWFGREdvOFVDLzhReHhwbHVONgotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
`,
    },
  ],
};

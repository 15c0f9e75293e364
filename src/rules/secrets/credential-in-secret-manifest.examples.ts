import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'encoded',
      reports: ['encoded'],
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: shop
type: Opaque
data:
  password: VmI3LWtldHRsZS1Sb3dsb2NrLTQy
`,
    },
    {
      name: 'as it is',
      reports: ['literal'],
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: shop
type: Opaque
stringData:
  password: Vb7-kettle-Rowlock-42
`,
    },
  ],
  good: [
    {
      name: 'a placeholder',
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: shop
type: Opaque
stringData:
  password: \${DATABASE_PASSWORD}
`,
    },
    {
      name: 'sealed with SOPS',
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: shop
type: Opaque
stringData:
  password: ENC[AES256_GCM,data:Tr7o,iv:1/a=,tag:bQ==,type:str]
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a variable',
      reports: ['variable'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      env:
        - name: GITSYNC_GIT
          value: /scripts/git
`,
    },
    {
      name: 'a flag',
      reports: ['flag'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: [--repo=https://git.example.com/shop, --git=/scripts/git]
`,
    },
  ],
  good: [
    {
      name: 'the git of the image',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: [--repo=https://git.example.com/shop, --git-config=http.sslVerify:true]
`,
    },
    {
      name: 'the flag of another program',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      args: [--git=/usr/bin/git]
`,
    },
  ],
};

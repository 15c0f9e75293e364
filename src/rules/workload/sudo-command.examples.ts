import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the first word',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [sudo, /web]
`,
    },
    {
      name: 'in a line of a shell',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [sh, -c]
      args: ["cd /srv && /usr/bin/sudo -u web ./web"]
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
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'words that only look like it',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [/bin/sudoku, --config=/etc/sudo.conf]
`,
    },
  ],
};

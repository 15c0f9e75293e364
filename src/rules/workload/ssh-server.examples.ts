import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the port',
      reports: ['port'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - name: ssh
          containerPort: 22
`,
    },
    {
      name: 'the program',
      reports: ['program'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [/usr/sbin/sshd, -D]
`,
    },
    {
      name: 'the program in a line of a shell',
      reports: ['program'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      command: [sh, -c]
      args: ["ssh-keygen -A && exec /usr/sbin/sshd -D"]
`,
    },
  ],
  good: [
    {
      name: 'no port',
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
      name: 'another protocol',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 22
          protocol: UDP
`,
    },
  ],
};

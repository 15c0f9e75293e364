import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a server that is installed, announced and run',
      reports: ['installed', 'port', 'runs'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends openssh-server=1:9.2* && rm -rf /var/lib/apt/lists/*
EXPOSE 8080 22/tcp
CMD ["/usr/sbin/sshd", "-D"]
`,
    },
    {
      name: 'an image with the program of a server, whatever brought it',
      reports: ['files'],
      image: {
        steps: [{ step: 'ADD rootfs.tar.gz /', files: [{ path: 'usr/sbin/sshd', mode: 0o755, text: 'program' }] }],
      },
    },
  ],
  good: [
    {
      name: 'an image with a client, and a server that a later layer deletes',
      image: {
        steps: [
          {
            step: 'RUN apt-get install -y openssh-server',
            files: [
              { path: 'usr/bin/ssh', mode: 0o755, text: 'program' },
              { path: 'usr/sbin/sshd', mode: 0o755, text: 'program' },
            ],
          },
          { step: 'RUN apt-get purge -y openssh-server', files: [{ path: 'usr/sbin/.wh.sshd' }] },
        ],
      },
    },
    {
      name: 'a client, and another port',
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends openssh-client && rm -rf /var/lib/apt/lists/*
EXPOSE 2222
`,
    },
  ],
};

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
  ],
  good: [
    {
      name: 'a client, and another port',
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends openssh-client && rm -rf /var/lib/apt/lists/*
EXPOSE 2222
`,
    },
  ],
};

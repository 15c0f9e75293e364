import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'sudo installed, and used',
      reports: ['installed', 'used'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*
RUN sudo make install
`,
    },
    {
      name: 'an image with its program, whatever brought it',
      reports: ['files'],
      image: {
        steps: [{ step: 'ADD rootfs.tar.gz /', files: [{ path: 'usr/bin/sudo', mode: 0o4755, text: 'program' }] }],
      },
    },
  ],
  good: [
    {
      name: 'root as long as root is needed',
      dockerfile: `FROM debian:12.11
RUN make install
USER 10001
`,
    },
  ],
};

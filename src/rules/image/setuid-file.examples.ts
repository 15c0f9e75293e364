import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a program that runs as root for everyone',
      reports: ['setuid'],
      image: {
        steps: [
          {
            step: 'RUN apt-get install -y sudo',
            files: [
              { path: 'usr/bin/sudo', mode: 0o4755, text: 'program' },
              { path: 'usr/bin/cart', mode: 0o755, text: 'program' },
            ],
          },
        ],
      },
    },
  ],
  good: [
    {
      name: 'the same without the bit, and a directory that hands down its group',
      image: {
        steps: [
          {
            step: 'RUN apt-get install -y sudo && chmod a-s /usr/bin/sudo',
            files: [
              { path: 'usr/bin/sudo', mode: 0o755, text: 'program' },
              { path: 'srv/', mode: 0o2775 },
            ],
          },
        ],
      },
    },
    {
      name: 'a path that the policy allows',
      options: { allowed: ['/usr/bin/su'] },
      image: {
        steps: [{ step: 'ADD rootfs.tar.gz /', files: [{ path: 'usr/bin/su', mode: 0o4755, text: 'program' }] }],
      },
    },
  ],
};

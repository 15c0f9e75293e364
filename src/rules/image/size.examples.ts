import type { Examples } from '../../evidence/rule.ts';

const steps = [
  { step: 'ADD rootfs.tar.gz /', files: [{ path: 'etc/os-release', text: 'ID=debian' }] },
  { step: 'COPY cart /usr/bin/', files: [{ path: 'usr/bin/cart', text: 'a program, and a large one' }] },
];

export const examples: Examples = {
  bad: [
    {
      name: 'an image above its budget',
      options: { maxBytes: 20 },
      reports: ['large'],
      image: { steps },
    },
  ],
  good: [
    { name: 'an image within its budget', options: { maxBytes: 100 }, image: { steps } },
    { name: 'no budget', image: { steps } },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'an archive that a later step deletes, and a program that another copies for its mode',
      options: { bytes: 10 },
      reports: ['deleted', 'copied'],
      image: {
        steps: [
          { step: 'COPY cart.tar.gz /tmp/', files: [{ path: 'tmp/cart.tar.gz', text: 'an archive of the program' }] },
          {
            step: 'RUN tar -xf /tmp/cart.tar.gz && rm /tmp/cart.tar.gz',
            files: [{ path: 'tmp/.wh.cart.tar.gz' }, { path: 'usr/bin/cart', text: 'a program, and a large one' }],
          },
          {
            step: 'RUN chmod 0755 /usr/bin/cart',
            files: [{ path: 'usr/bin/cart', mode: 0o755, text: 'a program, and a large one' }],
          },
        ],
      },
    },
    {
      name: 'a program that a later step writes anew, and one that is copied to a second place',
      options: { bytes: 10 },
      reports: ['replaced', 'duplicated'],
      image: {
        steps: [
          { step: 'COPY cart /usr/bin/', files: [{ path: 'usr/bin/cart', text: 'a program, the first one' }] },
          {
            step: 'RUN build && cp /usr/bin/cart /srv/cart',
            files: [
              { path: 'srv/cart', text: 'a program, and the second' },
              { path: 'usr/bin/cart', text: 'a program, and the second' },
            ],
          },
        ],
      },
    },
  ],
  good: [
    {
      name: 'both in one step',
      options: { bytes: 10 },
      image: {
        steps: [
          {
            step: 'RUN --mount=type=bind,source=cart.tar.gz,target=/tmp/cart.tar.gz tar -xf /tmp/cart.tar.gz && chmod 0755 /usr/bin/cart',
            files: [{ path: 'usr/bin/cart', mode: 0o755, text: 'a program, and a large one' }],
          },
        ],
      },
    },
  ],
};

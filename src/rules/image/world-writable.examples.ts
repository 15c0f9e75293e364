import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'every right for everyone',
      reports: ['chmod'],
      dockerfile: `FROM debian:12.11
RUN mkdir /data && chmod -R 777 /data
`,
    },
    {
      name: 'the same by letters, and by an option of COPY',
      reports: ['chmod', 'chmod'],
      dockerfile: `FROM debian:12.11
RUN chmod a+rw /etc/cart.ini
COPY --chmod=0666 cart.ini /etc/
`,
    },
    {
      name: 'files of an image',
      reports: ['file'],
      image: {
        steps: [
          {
            step: 'COPY data /data',
            files: [
              { path: 'data/', mode: 0o777 },
              { path: 'data/cart.ini', mode: 0o666, text: 'a=b' },
            ],
          },
        ],
      },
    },
  ],
  good: [
    {
      name: 'files that belong to the user that writes them',
      dockerfile: `FROM debian:12.11
COPY --chown=10001:10001 --chmod=0640 cart.ini /etc/
RUN chmod u+w,o-w /etc/cart.ini && chmod +x /usr/bin/cart
`,
    },
    {
      name: 'a directory that is shared as /tmp is',
      dockerfile: `FROM debian:12.11
RUN install -d -m 1777 /scratch
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a password on a command line',
      reports: ['literal'],
      dockerfile: `FROM debian:12.11
RUN fetch --user=shop --password=Vb7-kettle-Rowlock-42 https://example.com/cart.tar.gz
`,
    },
    {
      name: 'a password in a file that the step writes',
      reports: ['literal'],
      dockerfile: `FROM debian:12.11
COPY <<EOF /etc/cart.ini
user = shop
password = Vb7-kettle-Rowlock-42
EOF
`,
    },
  ],
  good: [
    {
      name: 'a secret that is mounted for the step',
      dockerfile: `FROM debian:12.11
RUN --mount=type=secret,id=password fetch --user=shop --password="$(cat /run/secrets/password)" https://example.com/cart.tar.gz
`,
    },
  ],
};

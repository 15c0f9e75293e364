import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'an address',
      reports: ['url'],
      dockerfile: `FROM debian:12.11
ADD https://example.com/cart.tar.gz /opt/
`,
    },
  ],
  good: [
    {
      name: 'an address and what must come from there',
      dockerfile: `FROM debian:12.11
ADD --checksum=sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 https://example.com/cart.tar.gz /opt/
`,
    },
    {
      name: 'a file of the build',
      dockerfile: `FROM debian:12.11
ADD cart.tar.gz /opt/
`,
    },
  ],
};

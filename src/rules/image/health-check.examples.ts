import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'none',
      reports: ['missing'],
      dockerfile: `FROM debian:12.11
CMD ["/usr/bin/cart"]
`,
    },
    {
      name: 'none any more',
      reports: ['disabled'],
      dockerfile: `FROM registry.example.com/base:1.4.2
HEALTHCHECK NONE
`,
    },
  ],
  good: [
    {
      name: 'a command that tells',
      dockerfile: `FROM debian:12.11
HEALTHCHECK --interval=30s CMD ["/usr/bin/cart", "--healthy"]
`,
    },
  ],
};

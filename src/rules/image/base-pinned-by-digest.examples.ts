import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a tag alone',
      reports: ['notPinned'],
      dockerfile: `FROM debian:12.11
`,
    },
  ],
  good: [
    {
      name: 'a tag with its digest',
      dockerfile: `FROM debian:12.11@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
`,
    },
    {
      name: 'nothing below it',
      dockerfile: `FROM scratch
COPY cart /cart
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'two steps',
      reports: ['alone'],
      dockerfile: `FROM debian:12.11
RUN apt-get update
RUN apt-get install -y curl
`,
    },
  ],
  good: [
    {
      name: 'one step',
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
    },
  ],
};

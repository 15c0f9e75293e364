import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a name',
      reports: ['named'],
      dockerfile: `FROM node:22.20.0
USER node
`,
    },
  ],
  good: [
    {
      name: 'a user of Windows, where users are compared by name',
      dockerfile: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
USER ContainerUser
`,
    },
    {
      name: 'its number',
      dockerfile: `FROM node:22.20.0
USER 1000:1000
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a token as a build argument',
      reports: ['argument'],
      dockerfile: `FROM node:22.20.0
ARG NPM_TOKEN
RUN npm ci
`,
    },
    {
      name: 'a build argument that becomes a variable of the image',
      reports: ['argument', 'variable'],
      dockerfile: `FROM node:22.20.0
ARG NPM_TOKEN
ENV NPM_TOKEN=$NPM_TOKEN
`,
    },
    {
      name: 'a build argument in an address',
      reports: ['argument', 'variable'],
      dockerfile: `FROM python:3.13.5
ARG PIP_TOKEN
ENV PIP_INDEX_URL=https://build:\${PIP_TOKEN}@packages.example.com/simple
`,
    },
  ],
  good: [
    {
      name: 'a secret of the build',
      dockerfile: `FROM node:22.20.0
RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci
`,
    },
    {
      name: 'the name of a file',
      dockerfile: `FROM node:22.20.0
ARG NPM_TOKEN_FILE
ARG NODE_ENV
`,
    },
  ],
};

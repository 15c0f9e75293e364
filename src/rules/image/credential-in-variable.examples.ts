import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a password in the environment',
      reports: ['literal'],
      dockerfile: `FROM debian:12.11
ENV DATABASE_PASSWORD=Vb7-kettle-Rowlock-42
`,
    },
    {
      name: 'a password in the default of a build argument',
      reports: ['literal'],
      dockerfile: `FROM debian:12.11 AS build
ARG DATABASE_URL=postgres://shop:Vb7kettleRowlock42@db.shop.svc:5432/shop
`,
    },
  ],
  good: [
    {
      name: 'where the password is',
      dockerfile: `FROM debian:12.11
ENV DATABASE_PASSWORD_FILE=/run/secrets/database/password
`,
    },
    {
      name: 'a build argument that makes a variable',
      dockerfile: `FROM debian:12.11
ARG VERSION=1.4.2
ENV VERSION=$VERSION KEYBOARD=us
`,
    },
  ],
};

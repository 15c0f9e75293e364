import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a certificate that nobody looks at',
      reports: ['option', 'option'],
      dockerfile: `FROM debian:12.11
RUN curl -fsSLk https://example.com/cart.tar.gz -o cart.tar.gz
RUN wget --no-check-certificate https://example.com/cart.tar.gz
`,
    },
    {
      name: 'packages without a signature',
      reports: ['option', 'option'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --allow-unauthenticated curl && rm -rf /var/lib/apt/lists/*
RUN apk add --no-cache --allow-untrusted cart.apk
`,
    },
    {
      name: 'a setting for everything that follows',
      reports: ['variable', 'option'],
      dockerfile: `FROM node:22.20.0
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
RUN npm config set strict-ssl false
`,
    },
  ],
  good: [
    {
      name: 'a certificate of your own',
      dockerfile: `FROM debian:12.11
COPY ca.crt /usr/local/share/ca-certificates/
RUN update-ca-certificates && curl -fsSL https://example.com/cart.tar.gz -o cart.tar.gz
`,
    },
  ],
};

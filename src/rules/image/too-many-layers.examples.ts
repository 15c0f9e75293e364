import type { Examples } from '../../evidence/rule.ts';

const steps = [
  { step: 'COPY cart /usr/bin/', files: [{ path: 'usr/bin/cart', mode: 0o755, text: 'program' }] },
  { step: 'COPY page.html /srv/', files: [{ path: 'srv/page.html', text: 'page' }] },
  { step: 'COPY logo.svg /srv/', files: [{ path: 'srv/logo.svg', text: 'logo' }] },
];

export const examples: Examples = {
  bad: [
    { name: 'more layers than the policy allows', options: { maxLayers: 2 }, reports: ['built'], image: { steps } },
    {
      name: 'more steps that make a layer',
      options: { maxLayers: 2 },
      reports: ['told'],
      dockerfile: `FROM scratch
COPY cart /usr/bin/
COPY page.html /srv/
COPY logo.svg /srv/
`,
    },
  ],
  good: [
    { name: 'an image with room for more', image: { steps } },
    {
      name: 'steps of a stage of which only the result is copied, and those that make no layer',
      options: { maxLayers: 1 },
      dockerfile: `FROM golang:1.24.4 AS build
COPY go.mod .
COPY main.go .
RUN go build -o /cart

FROM scratch
ENV CART_PORT=7070
COPY --from=build /cart /cart
USER 10001
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no tag',
      reports: ['noTag'],
      dockerfile: `FROM debian
USER 10001
`,
    },
    {
      name: 'latest, as the default of a build argument says',
      reports: ['moving'],
      dockerfile: `ARG TAG=latest
FROM registry.example.com:5000/base:$TAG
USER 10001
`,
    },
    {
      name: 'an image that files are copied from',
      reports: ['moving'],
      dockerfile: `FROM debian:12.11
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
`,
    },
    {
      name: 'a base that only the build knows',
      reports: ['undecided'],
      dockerfile: `ARG BASE
FROM $BASE
`,
    },
    {
      name: 'a tag that the policy names',
      options: { tags: ['latest', 'stable'] },
      reports: ['moving'],
      dockerfile: `FROM nginx:stable
`,
    },
    {
      name: 'an image that says that it is made from latest',
      reports: ['moving'],
      image: { base: 'registry.example.com/debian:latest', steps: [{ step: 'COPY cart /usr/bin/', files: [] }] },
    },
  ],
  good: [
    {
      name: 'an image that names the version of its base',
      image: { base: 'registry.example.com/debian:12.11', steps: [{ step: 'COPY cart /usr/bin/', files: [] }] },
    },
    {
      name: 'a version, in every stage',
      dockerfile: `FROM golang:1.24.9 AS build
RUN go build -o /cart

FROM scratch
COPY --from=build /cart /cart
`,
    },
    {
      name: 'a digest beside latest',
      dockerfile: `FROM debian:latest@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
`,
    },
  ],
};

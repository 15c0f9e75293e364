import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a compiler with its headers, and git',
      reports: ['files', 'files'],
      image: {
        steps: [
          {
            step: 'RUN apt-get update && apt-get install -y gcc libc6-dev',
            files: [
              { path: 'usr/bin/x86_64-linux-gnu-gcc-12', mode: 0o755, text: 'program' },
              { path: 'usr/include/stdio.h', text: 'declarations' },
            ],
          },
          { step: 'RUN apt-get install -y git', files: [{ path: 'usr/bin/git', mode: 0o755, text: 'program' }] },
        ],
      },
    },
    {
      name: 'packages that the last stage installs, each by itself',
      reports: ['installed', 'installed', 'installed', 'installed'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends build-essential libssl-dev=3.0.* libssl3 git
RUN apk add --no-cache --virtual .build-deps g++
`,
    },
    {
      name: 'a removal of what nothing needs, which leaves what was asked for by name',
      reports: ['installed'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y gcc && make cart && apt-get autoremove -y && apt-get clean
`,
    },
  ],
  good: [
    {
      name: 'what is marked as installed automatically, and removed with what needs it',
      dockerfile: `FROM debian:12.11
RUN kept="$(apt-mark showmanual)" && apt-get update && apt-get install -y gcc && make cart \\
  && apt-mark auto '.*' && apt-mark manual $kept \\
  && apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false
`,
    },
    {
      name: 'programs whose names only begin like those of compilers',
      image: {
        steps: [
          {
            step: 'ADD rootfs.tar.gz /',
            files: [
              { path: 'usr/bin/makedb', mode: 0o755, text: 'program' },
              { path: 'usr/share/bash-completion/completions/git', text: 'words' },
              { path: 'usr/lib/gcc/x86_64-linux-gnu/12/libgcc_s.so.1', text: 'library' },
            ],
          },
        ],
      },
    },
    {
      name: 'what the policy allows',
      options: { allowed: ['git'] },
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y git
`,
    },
    {
      name: 'a stage of its own',
      dockerfile: `FROM debian:12.11 AS build
RUN apt-get update && apt-get install -y build-essential

FROM debian:12.11
COPY --from=build /cart /cart
`,
    },
    {
      name: 'what is removed again, by name, as a group or by a list',
      dockerfile: `FROM registry.example.com/base:1.4.2
RUN apt-get update && apt-get install -y gcc && make cart && apt-get purge -y gcc
RUN apk add --no-cache --virtual .build-deps g++ make && make cart && apk del .build-deps
RUN apt-get install -y $BUILD make && make cart && apt-get purge -y --auto-remove $BUILD
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the lists of apt',
      reports: ['apt'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y curl
`,
    },
    {
      name: 'the lists of apt, which a later step deletes only from view',
      reports: ['apt'],
      dockerfile: `FROM debian:12.11
RUN apt-get update && apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*
`,
    },
    {
      name: 'the caches of other package managers',
      reports: ['apk', 'dnf', 'zypper', 'pip', 'npm', 'yarn'],
      dockerfile: `FROM registry.example.com/base:1.4.2
RUN apk add curl
RUN microdnf install -y curl
RUN zypper --non-interactive install curl
RUN pip install --requirement requirements.txt
RUN npm ci
RUN yarn install
`,
    },
    {
      name: 'the files of caches, each with its layer',
      options: { bytes: 10 },
      reports: ['archives', 'apt', 'npm'],
      image: {
        steps: [
          {
            step: 'ADD rootfs.tar.gz /',
            files: [
              { path: 'var/cache/apt/archives/curl_8.14.1-2_amd64.deb', text: 'a package of curl' },
              { path: 'var/lib/apt/lists/deb.debian.org_debian_dists_trixie_InRelease', text: 'lists of packages' },
            ],
          },
          {
            step: 'RUN npm ci',
            files: [{ path: 'root/.npm/_cacache/content-v2/sha512/00/11/22', text: 'a package of npm' }],
          },
        ],
      },
    },
  ],
  good: [
    {
      name: 'folders of package managers with nothing of weight in them',
      image: {
        steps: [
          {
            step: 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
            files: [{ path: 'var/lib/apt/lists/lock' }, { path: 'var/cache/dnf/expired_repos.json', text: '[]' }],
          },
        ],
      },
    },
    {
      name: 'caches that are removed where they are filled, or never are',
      dockerfile: `FROM registry.example.com/base:1.4.2
RUN apt-get update \\
  && apt-get install -y --no-install-recommends curl \\
  && rm -rf /var/lib/apt/lists/*
RUN apk add --no-cache curl
RUN dnf install -y curl && dnf clean all
RUN zypper --non-interactive install curl && zypper clean --all
RUN pip install --no-cache-dir --requirement requirements.txt
RUN npm ci && npm cache clean --force
RUN yarn install && yarn cache clean
`,
    },
    {
      name: 'caches that are mounted',
      dockerfile: `FROM debian:12.11
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked --mount=type=cache,target=/var/cache/apt,sharing=locked \\
  apt-get update && apt-get install -y curl
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=cache,target=/root/.cache/pip pip install --requirement requirements.txt
`,
    },
    {
      name: 'a stage of which only the result is copied',
      dockerfile: `FROM debian:12.11 AS build
RUN apt-get update && apt-get install -y build-essential

FROM debian:12.11
COPY --from=build /cart /cart
`,
    },
    {
      name: 'pip, told once to keep nothing',
      dockerfile: `FROM python:3.13.5
ENV PIP_NO_CACHE_DIR=1
RUN pip install --requirement requirements.txt
`,
    },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

const BASE = {
  step: 'ADD rootfs.tar /',
  files: [
    { path: 'etc/os-release', text: 'ID=debian' },
    { path: 'var/lib/dpkg/status.d/base-files', text: 'Package: base-files' },
  ],
};

const CART = { step: 'COPY cart /usr/bin/', files: [{ path: 'usr/bin/cart', mode: 0o755, text: 'program' }] };

const SHELL = { step: 'COPY busybox /bin/sh', files: [{ path: 'bin/sh', mode: 0o755, text: 'program' }] };

export const examples: Examples = {
  bad: [
    { name: 'a shell in an image of distroless', reports: ['files'], image: { steps: [BASE, CART, SHELL] } },
    {
      name: 'a package manager in an image that chisel cut',
      reports: ['files'],
      image: {
        steps: [
          { step: 'COPY rootfs /', files: [{ path: 'var/lib/chisel/manifest.wall', text: 'packages' }] },
          { step: 'COPY dpkg /usr/bin/', files: [{ path: 'usr/bin/dpkg', mode: 0o755, text: 'program' }] },
        ],
      },
    },
    {
      name: 'a shell in an image whose annotation names a minimal base',
      reports: ['files'],
      image: { base: 'gcr.io/distroless/static-debian12:nonroot', steps: [CART, SHELL] },
    },
    {
      name: 'the base for debugging, and a shell that is copied',
      reports: ['debug', 'copied'],
      dockerfile: `FROM gcr.io/distroless/static-debian12:debug-nonroot
COPY --from=busybox:1.37.0 /bin/busybox /bin/sh
COPY cart /cart
`,
    },
  ],
  good: [
    { name: 'the program alone', image: { steps: [BASE, CART] } },
    { name: 'a shell in an image that claims nothing', image: { steps: [CART, SHELL] } },
    {
      name: 'a minimal base, and a shell where the program is built',
      dockerfile: `FROM golang:1.24.4-alpine3.22 AS build
COPY --from=busybox:1.37.0 /bin/busybox /bin/sh
RUN go build -o /cart

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /cart /cart
`,
    },
    {
      name: 'a whole system, made from nothing',
      dockerfile: `FROM scratch
ADD rootfs.tar.gz /
COPY bash /bin/bash
`,
    },
  ],
};

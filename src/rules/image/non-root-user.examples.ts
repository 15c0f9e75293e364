import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a base image that runs as root, and no USER',
      reports: ['unset'],
      dockerfile: `FROM debian:12.11
CMD ["/usr/bin/cart"]
`,
    },
    {
      name: 'nothing below it, and no USER',
      reports: ['scratch'],
      dockerfile: `FROM golang:1.24 AS build
RUN go build -o /cart
USER 10001

FROM scratch
COPY --from=build /cart /cart
`,
    },
    {
      name: 'a user that is root again at the end',
      reports: ['root'],
      dockerfile: `FROM debian:12.11
USER 10001
RUN make
USER root
`,
    },
    {
      name: 'the number of root, with a group',
      reports: ['root'],
      dockerfile: `FROM debian:12.11
ARG UID=0
USER $UID:1000
`,
    },
    {
      name: 'the number of root, written otherwise',
      reports: ['root'],
      dockerfile: `FROM debian:12.11
USER 00
`,
    },
    {
      name: 'a user of another name whose number is that of root',
      reports: ['named'],
      image: {
        user: 'operator',
        steps: [{ step: 'ADD rootfs.tar.gz /', files: [{ path: 'etc/passwd', text: 'operator:x:0:0::/:/bin/sh\n' }] }],
      },
    },
    {
      name: 'the administrator of Windows',
      reports: ['root'],
      dockerfile: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
USER ContainerAdministrator
`,
    },
    {
      name: 'an image of Windows without USER',
      reports: ['root'],
      image: { os: 'windows', user: '', steps: [{ step: 'COPY cart.exe C:/', files: [{ path: 'Files/cart.exe' }] }] },
    },
    {
      name: 'a user that only the build knows',
      reports: ['undecided'],
      dockerfile: `FROM debian:12.11
ARG UID
USER $UID
`,
    },
  ],
  good: [
    {
      name: 'the user of Windows without rights',
      dockerfile: `# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
COPY cart.exe C:\\cart\\
USER ContainerUser
`,
    },
    {
      name: 'Nano Server, which runs as that one',
      dockerfile: `FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
COPY cart.exe C:/cart/
`,
    },
    {
      name: 'a user by number',
      dockerfile: `FROM debian:12.11
RUN useradd --uid 10001 app
USER 10001
`,
    },
    {
      name: 'the user of an earlier stage that it is made from',
      dockerfile: `FROM debian:12.11 AS base
USER 10001

FROM base
CMD ["/usr/bin/cart"]
`,
    },
    {
      name: 'a base image that says so in its tag',
      dockerfile: `FROM gcr.io/distroless/static-debian12:nonroot
COPY cart /cart
`,
    },
  ],
};

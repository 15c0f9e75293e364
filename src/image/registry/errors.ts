import { defineErrors } from '../../core/errors.ts';

interface Registry {
  readonly registry: string;
}

/** What can keep a registry from being read. */
export const registryErrors = defineErrors({
  PL_E_IMAGE_REFERENCE: {
    message: ({ image, why }: { image: string; why: string }) => `${image} names no image in a registry: ${why}.`,
    remedy: () =>
      'Write it as [REGISTRY/]PATH[:TAG][@sha256:DIGEST], or name a file or directory with / or ./ at its beginning.',
    exit: 2,
    http: 400,
  },
  PL_E_REGISTRY_UNREACHABLE: {
    message: ({ registry, why }: Registry & { why: string }) => `Registry ${registry} could not be read: ${why}.`,
    remedy: ({ registry }: Registry) =>
      `Correct the name, see to the network or the proxy (HTTPS_PROXY, NO_PROXY), or try again later; one without TLS takes --insecure-registry ${registry}.`,
    exit: 3,
    http: 502,
  },
  PL_E_REGISTRY_CERTIFICATE: {
    message: ({ registry, why }: Registry & { why: string }) =>
      `Registry ${registry} shows a certificate that is not trusted: ${why}.`,
    remedy: ({ registry }: Registry) =>
      `Name the certificate of who vouches for it with --ca-file FILE; --insecure-registry ${registry} trusts anybody.`,
    exit: 3,
    http: 502,
  },
  PL_E_REGISTRY_DENIED: {
    message: ({ registry, repository, who, what }: Registry & { repository: string; who: string; what: string }) =>
      `Registry ${registry} does not let ${who} ${what} ${repository}, or it does not have it.`,
    remedy: ({ registry }: Registry) =>
      `Correct the name, or sign in: \`docker login ${registry}\`, \`podman login\` and \`skopeo login\` write what is read.`,
    exit: 3,
    http: 403,
  },
  PL_E_REGISTRY_CREDENTIALS: {
    message: ({ path }: { path: string }) => `${path} cannot be read: it is no JSON object.`,
    remedy: () => 'Correct it, or sign in again: `docker login` and `podman login` write it.',
    exit: 2,
    http: 500,
  },
  PL_E_REGISTRY_BUSY: {
    message: ({ registry, seconds }: Registry & { seconds: number }) =>
      `Registry ${registry} takes no more requests for now, and asks to come back in ${seconds} seconds.`,
    remedy: () => 'Come back then, sign in for a higher limit, or use a mirror with --registry-mirror HOST=MIRROR.',
    exit: 3,
    http: 503,
  },
  PL_E_REGISTRY_ANSWER: {
    message: ({ registry, why }: Registry & { why: string }) =>
      `Registry ${registry} does not answer as registries do: ${why}.`,
    remedy: () => 'Tell who runs it, or use another registry or mirror.',
    exit: 3,
    http: 502,
  },
});

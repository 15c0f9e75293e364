import { defineErrors } from '../core/errors.ts';

/** What can keep the gate from an answer. */
export const gateErrors = defineErrors({
  PL_E_NOTHING_TO_JUDGE: {
    message: ({ unit }: { unit: string }) => `${unit} holds no Kubernetes resource, so nothing was judged.`,
    remedy: () => 'Name the files or the directory of the manifests.',
    exit: 3,
    http: 422,
  },
  PL_E_NOTHING_DEPLOYED: {
    message: () => 'Only Dockerfiles were found, and no Kubernetes resource: nothing says what would be deployed.',
    remedy: () => 'Name the manifests as well, or ask for the Dockerfiles alone with `plimsoll check`.',
    exit: 3,
    http: 422,
  },
  PL_E_NOT_RENDERED: {
    message: ({ by, root }: { by: string; root: string }) =>
      `${root} was not rendered with ${by}, so nothing in it was judged.`,
    remedy: () => 'Give the loader what renders it, or judge what the program prints.',
    exit: 3,
    http: 422,
  },
  PL_E_LINK_OUTSIDE: {
    message: ({ link }: { link: string }) =>
      `${link} is a link that leads out of the directory that was named, and was not followed.`,
    remedy: () => 'Name what it leads to as a path of its own, or a directory that holds both.',
    exit: 3,
    http: 422,
  },
  PL_E_IMAGE_NOT_OPENED: {
    message: ({ image, why }: { image: string; why: string }) => `Image ${image} was not opened: ${why}`,
    remedy: ({ supply }: { image: string; why: string; supply: string }) => supply,
    exit: 3,
    http: 422,
  },
});

import { defineErrors } from '../core/errors.ts';

interface Unpinned {
  readonly image: string;
  /** What its tag names. */
  readonly digest: string;
}

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
  PL_E_PACKAGES_DOUBTFUL: {
    message: ({ why }: { why: string }) => `Vulnerabilities may be missing: ${why}.`,
    remedy: () => 'Look at what is told of it with `plimsoll image packages`, and build the image anew.',
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
  PL_E_PIN_REFERENCE: {
    message: ({ image, why }: { image: string; why: string }) => `"${image}" names no image yet: ${why}.`,
    remedy: () =>
      'Correct it. Where something is filled in later, pin what is filled in: `envsubst < FILE | plimsoll pin -` shows its digests.',
    exit: 3,
    http: 422,
  },
  PL_E_PIN_ABSENT: {
    message: ({ image }: { image: string }) => `The registry has no image ${image}.`,
    remedy: () =>
      'Correct the name or push the image. One that is only built where it runs has no digest to pin: name the paths of the others.',
    exit: 3,
    http: 404,
  },
  PL_E_PIN_CHART: {
    message: ({ image, digest, values }: Unpinned & { values: readonly string[] }) =>
      `${image} is written by a chart${values.length === 0 ? '' : `, from ${values.map((value) => `.Values.${value}`).join(', ')}`}; its digest is ${digest}.`,
    remedy: () =>
      'Set the values so that the chart writes the digest as well. A value that is only the tag takes it behind the tag, as `v1@sha256:...`; where charts share one tag, their template must take a digest each.',
    exit: 3,
    http: 422,
  },
  PL_E_PIN_KUSTOMIZED: {
    message: ({ image, digest }: Unpinned) =>
      `${image} comes out of a kustomization, and no field of a file below the named paths holds it; its digest is ${digest}.`,
    remedy: () => 'Name the directory of its base as well, or give it an entry in `images:` with its digest.',
    exit: 3,
    http: 422,
  },
  PL_E_PIN_ENTANGLED: {
    message: ({ image, digest }: Unpinned) =>
      `${image} cannot be replaced by itself: it is written with escapes or variables, or an anchor there stands for more than images. Its digest is ${digest}.`,
    remedy: () => 'Write the digest there yourself.',
    exit: 3,
    http: 422,
  },
});

import { defineErrors } from '../core/errors.ts';

/** What can keep the gate from an answer. */
export const gateErrors = defineErrors({
  PL_E_NOTHING_TO_JUDGE: {
    message: ({ unit }: { unit: string }) => `${unit} holds no Kubernetes resource, so nothing was judged.`,
    remedy: () => 'Name the files or the directory of the manifests.',
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

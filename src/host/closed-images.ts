import type { Images } from '../core/images.ts';

/** Images before Plimsoll can open any: each is unknown, and so is whether it may ship. */
export const closedImages: Images = {
  open: async () => ({
    state: 'unknown',
    why: 'this version of Plimsoll does not open images yet.',
    supply: 'Scan the images by other means until then; `plimsoll check` judges the manifests alone.',
  }),
};

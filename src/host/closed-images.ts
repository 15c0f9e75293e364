import type { Images } from '../core/images.ts';

/** Images before the gate can judge any: each is unknown, and so is whether it may ship. */
export const closedImages: Images = {
  open: async () => ({
    state: 'unknown',
    why: 'the gate of this version does not judge images yet.',
    supply: 'Scan the images by other means until then; `plimsoll check` judges the manifests alone.',
  }),
};

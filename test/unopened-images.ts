import type { Images } from '../src/core/images.ts';

/** Images of which none can be opened. */
export const unopenedImages: Images = {
  open: async () => ({ state: 'unknown', why: 'no registry can be reached.', supply: 'Connect.' }),
};

import type { Examples } from '../../evidence/rule.ts';

const steps = [{ step: 'COPY --from=build /srv/cart /srv/cart', files: [] }];

export const examples: Examples = {
  bad: [
    {
      name: 'a package that was updated after the bill was written',
      reports: ['stale'],
      image: { bill: { changed: ['openssl 3.0.7-1, which is 3.0.8-1 in the image'] }, steps },
    },
    {
      name: 'packages that came, and one that went',
      reports: ['stale'],
      image: { bill: { unlisted: ['lodash 4.17.21', 'express 4.19.2'], gone: ['left-pad 1.3.0'] }, steps },
    },
  ],
  good: [
    { name: 'the bill of the image', image: { bill: {}, steps } },
    { name: 'an image that no bill is held against', image: { steps } },
  ],
};

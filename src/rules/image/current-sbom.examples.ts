import type { Examples } from '../../evidence/rule.ts';

const steps = [{ step: 'COPY --from=build /srv/cart /srv/cart', files: [] }];

export const examples: Examples = {
  bad: [
    {
      name: 'a package that was updated after the bill was written',
      reports: ['stale'],
      image: { bills: [{ changed: ['openssl 3.0.7-1, which is 3.0.8-1 in the image'] }], steps },
    },
    {
      name: 'packages that came, and one that went',
      reports: ['stale'],
      image: { bills: [{ unlisted: ['lodash 4.17.21', 'express 4.19.2'], gone: ['left-pad 1.3.0'] }], steps },
    },
    {
      name: 'one of two bills that are attached to the image',
      reports: ['stale'],
      image: { bills: [{ isAttached: true }, { isAttached: true, gone: ['left-pad 1.3.0'] }], steps },
    },
    {
      name: 'an attached bill that cannot be read',
      reports: ['unreadable'],
      image: { bills: [{ isAttached: true, unread: 'it is no JSON' }], steps },
    },
    {
      name: 'an image to which none is attached, which is only recorded unless the policy has it count',
      reports: ['missing'],
      options: { missing: 'counts' },
      image: { bills: [], steps },
    },
  ],
  good: [
    { name: 'the bill of the image', image: { bills: [{}], steps } },
    { name: 'an image to which nothing can be attached, as an archive of docker save', image: { steps } },
  ],
};

import type { Examples } from '../../evidence/rule.ts';

const steps = [{ step: 'COPY cart /usr/bin/', files: [{ path: 'usr/bin/cart', mode: 0o755, text: 'program' }] }];

export const examples: Examples = {
  bad: [
    { name: 'an image of last year', reports: ['old'], image: { days: 300, steps } },
    {
      name: 'an image older than the policy allows',
      options: { maxDays: 30 },
      reports: ['old'],
      image: { days: 31, steps },
    },
  ],
  good: [
    { name: 'an image of this month', image: { days: 20, steps } },
    {
      name: 'an image with the date of 1970, as a build that can be repeated writes it',
      image: { days: 20_605, steps },
    },
    { name: 'an image without a date', image: { steps } },
  ],
};

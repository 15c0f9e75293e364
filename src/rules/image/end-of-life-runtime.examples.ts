import type { Examples } from '../../evidence/rule.ts';

const steps = [{ step: 'COPY --from=build /usr/local /usr/local', files: [] }];

export const examples: Examples = {
  bad: [
    {
      name: 'a Node.js that gets no fixes, twice',
      reports: ['ended'],
      image: {
        runtimes: [
          { type: 'generic', name: 'node', version: '18.20.8', path: 'usr/local/bin/node' },
          { type: 'generic', name: 'node', version: '18.20.8', path: 'opt/tools/bin/node' },
        ],
        steps,
      },
    },
    {
      name: 'a program that was built with a Go that gets no fixes',
      reports: ['ended'],
      image: { runtimes: [{ type: 'golang', name: 'stdlib', version: '1.22.3', path: 'usr/bin/cart' }], steps },
    },
    {
      name: 'a release whose end is nearer than the policy allows',
      options: { daysBefore: 180 },
      reports: ['ending'],
      image: {
        runtimes: [{ type: 'generic', name: 'python', version: '3.10.4', path: 'usr/local/bin/python3.10' }],
        steps,
      },
    },
  ],
  good: [
    {
      name: 'releases that are supported',
      image: {
        runtimes: [
          { type: 'generic', name: 'node', version: '24.1.0', path: 'usr/local/bin/node' },
          { type: 'generic', name: 'openjdk', version: '1.8.0_352', path: 'opt/java/bin/java' },
        ],
        steps,
      },
    },
    { name: 'an image without languages', image: { steps } },
  ],
};

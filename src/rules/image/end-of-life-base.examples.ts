import type { Examples } from '../../evidence/rule.ts';

const steps = [{ step: 'ADD rootfs.tar.gz /', files: [] }];

export const examples: Examples = {
  bad: [
    {
      name: 'a release of Debian that LTS has left as well',
      reports: ['ended'],
      image: { system: { id: 'debian', version: '10', codename: 'buster' }, steps },
    },
    {
      name: 'a release of Ubuntu for which fixes are sold',
      reports: ['paid'],
      image: { system: { id: 'ubuntu', version: '20.04', codename: 'focal' }, steps },
    },
    {
      name: 'CentOS, of which there are no releases any more',
      reports: ['ended'],
      image: { system: { id: 'centos', version: '7' }, steps },
    },
    {
      name: 'a release whose end is nearer than the policy allows',
      options: { daysBefore: 60 },
      reports: ['ending'],
      image: { system: { id: 'ubuntu', version: '25.10', codename: 'questing' }, steps },
    },
    {
      name: 'a distribution of which nothing tells when it ends',
      reports: ['undecided'],
      image: { system: { id: 'shopix', version: '4' }, steps },
    },
    {
      name: 'that distribution, where the policy has it only recorded',
      options: { unknown: 'recorded' },
      reports: ['unknown'],
      image: { system: { id: 'shopix', version: '4' }, steps },
    },
  ],
  good: [
    {
      name: 'a release of Debian that LTS still supports',
      image: { system: { id: 'debian', version: '11', codename: 'bullseye' }, steps },
    },
    { name: 'a branch of Alpine', image: { system: { id: 'alpine', version: '3.22.1' }, steps } },
    { name: 'a distribution that rolls', image: { system: { id: 'wolfi', version: '20230201' }, steps } },
    {
      name: 'a release of Ubuntu whose fixes are paid for',
      options: { paidSupport: true },
      image: { system: { id: 'ubuntu', version: '20.04', codename: 'focal' }, steps },
    },
    {
      name: 'a release of Ubuntu that takes its packages from Ubuntu Pro',
      image: { system: { id: 'ubuntu', version: '20.04', codename: 'focal', repositories: ['esm-infra'] }, steps },
    },
    { name: 'an image without a distribution', image: { steps } },
  ],
};

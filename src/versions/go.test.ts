import { testOrder } from './testing/ordered.ts';

// From golang.org/x/mod/semver, go.dev/ref/mod.
testOrder('go', {
  ascending: [
    'v0.0.0-20180116102854-5a71ef0e047d',
    'v0.0.0-20180216102854-5a71ef0e047d',
    'v0.0.1',
    'v1.0.0-pre 1.0.0-pre',
    'v1 v1.0 v1.0.0 1.0.0 go1',
    'v1.2.3-pre.0.20191109021931-daa7c04131f5',
    'v1.2.3',
    'v1.2.4-0.20191109021931-daa7c04131f5',
    'go1.20.1',
    'go1.21rc1 v1.21.0-rc1',
    'go1.21rc2',
    'go1.21.0',
    'v2.0.0+incompatible v2.0.0',
  ],
  invalid: ['', 'v', '(devel)', 'v01.0.0', 'v1.2-pre', 'v1-pre', 'v1.2.3.4', 'V1.0.0', 'v1.2.3-01', 'go', 'gox', 'vv1'],
  requirements: [
    ['v1.2.3', '< 1.2.4', 'yes'],
    ['v3.2.0+incompatible', '<=3.2.0', 'yes'],
    ['v1.2.3', '>= v1.2.3', 'yes'],
    ['v1.2.3', '~1', 'unknown'],
  ],
});

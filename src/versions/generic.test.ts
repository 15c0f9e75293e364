import { testOrder } from './testing/ordered.ts';

// From its own doc comment.
testOrder('generic', {
  ascending: [
    '1.0-dev 1.0-SNAPSHOT',
    '1.0-alpha',
    '1.0a1 1.0-alpha1 1.0.alpha.1',
    '1.0b1 1.0-beta-1',
    '1.0-rc1 1.0RC1',
    '1.0 1 v1.0.0 1.0+build.5 1.0-final 1.0-0',
    '1.0a',
    '1.0b',
    '1.0-p1 1.0p1',
    '1.0-1',
    '1.0.1',
    '1.0.2',
    '1.0.2k',
    '1.0.3',
    '1.10',
    '20240101',
  ],
  invalid: ['', 'k', '1.0-foo', '1.0.2kx', '1..2', '1.0 2', 'latest', '1.0/2', '1.0~rc1', 'HEAD'],
  requirements: [
    ['1.0.2k', '>= 1.0.2, < 1.0.2l', 'yes'],
    ['1.0-rc1', '< 1.0', 'yes'],
    ['1.0', '= 1.0.0', 'yes'],
    ['1.0-foo', '> 0', 'unknown'],
    ['1.0', '> foo', 'unknown'],
  ],
});

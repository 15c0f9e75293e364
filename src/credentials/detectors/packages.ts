import { hasBase62Checksum } from '../checksum.ts';
import type { Detector } from '../detector.ts';
import { isPlaceholder, isReference } from '../placeholder.ts';

/** Package and image registries. */
export const packages: readonly Detector[] = [
  {
    id: 'npm-token',
    title: 'npm access token',
    basis: 'format',
    literals: ['npm_'],
    pattern: /npm_[A-Za-z0-9]{36}/y,
    accepts: ({ secret }) => hasBase62Checksum(secret.slice(4)),
    shows: 4,
    examples: {
      bad: ['npm_{checksummed:30}', '//registry.npmjs.org/:_authToken=npm_{checksummed:30}'],
      good: ['npm_config_registry', 'npm_{base62:30}000000'],
    },
  },
  {
    id: 'npmrc-credential',
    title: 'npm registry credential',
    basis: 'structure',
    literals: ['_authToken', ':_auth', ':_password'],
    pattern: /:?_(?:authToken|auth|password)\s{0,4}=\s{0,4}["']?(?<secret>[A-Za-z0-9+/_.=-]{8,512})/dy,
    adjoins: true,
    accepts: ({ secret }) => !isPlaceholder(secret) && !isReference(secret),
    examples: {
      bad: ['//npm.shop.test/:_authToken={uuid}', '//npm.shop.test/:_auth={basic}'],
      good: ['//registry.npmjs.org/:_authToken=${NPM_TOKEN}', '//npm.shop.test/:_authToken=<token>'],
    },
  },
  {
    id: 'pypi-token',
    title: 'PyPI upload token',
    basis: 'format',
    literals: ['pypi-AgE'],
    pattern: /pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000}/y,
    shows: 5,
    examples: { bad: ['pypi-AgEIcHlwaS5vcmc{base64url:150}'], good: ['pypi-AgEI'] },
  },
  {
    id: 'rubygems-key',
    title: 'RubyGems API key',
    basis: 'format',
    literals: ['rubygems_'],
    pattern: /rubygems_[a-f0-9]{48}/y,
    shows: 9,
    examples: { bad: ['rubygems_{hex:48}'] },
  },
  {
    id: 'crates-io-token',
    title: 'crates.io token',
    basis: 'format',
    literals: ['cio'],
    pattern: /cio[A-Za-z0-9]{32}/y,
    entropy: 3.5,
    accepts: ({ secret }) => /\d/.test(secret) && /[A-Z]/.test(secret),
    shows: 3,
    examples: { bad: ['cio{base62:30}A1'], good: ['cionlylowercaseletterswithoutdigits'] },
  },
  {
    id: 'docker-hub-token',
    title: 'Docker Hub access token',
    basis: 'format',
    literals: ['dckr_pat_', 'dckr_oat_'],
    pattern: /dckr_(?:pat_[\w-]{27}|oat_[\w-]{32})/y,
    shows: 5,
    examples: { bad: ['dckr_pat_{base62:27}', 'dckr_oat_{base62:32}'] },
  },
  {
    id: 'artifactory-token',
    title: 'Artifactory token',
    basis: 'format',
    literals: ['AKCp', 'cmVmd'],
    pattern: /(?:AKCp[A-Za-z0-9]{69}|cmVmd[A-Za-z0-9]{59})/y,
    shows: 4,
    examples: { bad: ['AKCp8{base62:68}', 'cmVmd{base62:59}'] },
  },
  {
    id: 'clojars-token',
    title: 'Clojars token',
    basis: 'format',
    literals: ['CLOJARS_'],
    pattern: /CLOJARS_[a-f0-9]{60}/y,
    shows: 8,
    examples: { bad: ['CLOJARS_{hex:60}'] },
  },
];

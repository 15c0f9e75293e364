import { DEFAULT_MAX_KEPT_BYTES } from '../../host/results/kept-limit.ts';
import { DEFAULT_MAX_LAYER_BYTES } from '../../image/layer-limit.ts';
import type { OptionDeclaration } from '../command.ts';

/** The option that keeps everything on this machine. */
const offlineOption: OptionDeclaration = {
  flags: '--offline',
  description: 'let nothing go over the network (also: PLIMSOLL_OFFLINE=1)',
};

/** The option that says who is trusted besides. */
const authorityOption: OptionDeclaration = {
  flags: '--ca-file <file>',
  description: 'certificates (PEM) of authorities that are trusted beside those of the system',
  repeatable: true,
};

/** The options that say where images are looked for. */
export const placeOptions: readonly OptionDeclaration[] = [
  offlineOption,
  {
    flags: '--insecure-registry <host>',
    description: 'a registry that is trusted without a valid certificate, or without encryption',
    repeatable: true,
  },
  {
    flags: '--registry-mirror <host=mirror>',
    description: 'a mirror that is asked before a registry, as docker.io=mirror.example.com/hub',
    repeatable: true,
  },
  authorityOption,
  { flags: '--no-progress', description: 'does not show on a terminal how far long work is' },
];

/** The options of every command that reads an image. */
export const imageOptions: readonly OptionDeclaration[] = [
  {
    flags: '--platform <platform>',
    description:
      'of an image for several platforms the one that is read, as linux/arm64 or windows(10.0.20348)/amd64 (default: that of this machine)',
  },
  {
    flags: '--max-layer-bytes <bytes>',
    description: `the most that a layer may unpack to (default: ${DEFAULT_MAX_LAYER_BYTES})`,
  },
  { flags: '--no-cache', description: 'neither keeps what is known of a layer nor uses what was kept' },
  {
    flags: '--max-cache-bytes <bytes>',
    description: `how much is kept of all images, the longest unused going first (default: ${DEFAULT_MAX_KEPT_BYTES})`,
  },
  { flags: '--verify', description: 'reads and hashes every byte, also of layers that can be read where they lie' },
  ...placeOptions,
];

/** The option of commands that can read an image for every platform. */
export const allPlatformsOption: OptionDeclaration = {
  flags: '--all-platforms',
  description: 'reads an image for several platforms for each of them, and tells in which packages they differ',
};

/** The option that says where the advisory database is. */
export const databaseOption: OptionDeclaration = {
  flags: '--db <directory>',
  description: "the advisory database (also: PLIMSOLL_DB; default: plimsoll/db among the user's data)",
};

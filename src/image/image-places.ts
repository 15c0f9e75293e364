import type { ByteSources, FileTrees } from '../core/ports.ts';
import type { Progress } from '../core/progress.ts';
import type { Daemons } from './find-in-daemon.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { RegistrySettings } from './registry/session.ts';

/** Where images are looked for. */
export interface ImagePlaces {
  readonly files: ByteSources;
  readonly trees: FileTrees;
  readonly daemons: Daemons;
  readonly registry: RegistrySettings;
  /** The platform of this machine, as `linux/amd64`. */
  readonly platform: string;
  /** Tells the user what is done otherwise than asked. */
  readonly tell: (notice: string) => void;
  /** Reads what may be a layer while a stream goes by; left out where nobody reads layers. */
  readonly ahead?: ReadAhead | undefined;
  /** Shows how far opening is; left out where nobody waits for it. */
  readonly progress?: Progress | undefined;
}

import type { Images } from '../core/images.ts';
import type { Clock } from '../core/ports.ts';
import type { Policy } from '../policy/policy.ts';
import type { Unit } from './unit.ts';

/** What `check` needs to answer. */
export interface CheckInput {
  readonly units: readonly Unit[];
  readonly policy: Policy;
  readonly clock: Clock;
  /** Resources that are already there: rules that look across resources see them, and none judges them. */
  readonly context?: readonly Unit[];
}

/** What `gate` needs beside: something that opens the images that the manifests name. */
export interface GateInput extends CheckInput {
  readonly images: Images;
}

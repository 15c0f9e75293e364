import type { Finding } from '../core/finding.ts';
import type { Images } from '../core/images.ts';
import type { Clock } from '../core/ports.ts';
import type { Policy } from '../policy/policy.ts';
import type { Unit } from './unit.ts';

/** An earlier run: what it found is known, and only the rest is reported. */
export interface Earlier {
  /** As people name it: `main (3f2a1c9)`, `report.json`. */
  readonly what: string;
  /** Takes the findings of every unit, and leaves of each those that were not there. */
  newOf(units: readonly (readonly Finding[])[]): readonly (readonly Finding[])[];
}

/** What `check` needs to answer. */
export interface CheckInput {
  readonly units: readonly Unit[];
  readonly policy: Policy;
  readonly clock: Clock;
  /** Resources that are already there: rules that look across resources see them, and none judges them. */
  readonly context?: readonly Unit[];
  /** Where only what is new is asked for; `earlierReport` makes it of the JSON report of a run. */
  readonly earlier?: Earlier;
}

/** What `gate` needs beside: something that opens the images that the manifests name. */
export interface GateInput extends CheckInput {
  readonly images: Images;
}

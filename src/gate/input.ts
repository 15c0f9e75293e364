import type { Finding } from '../core/finding.ts';
import type { OpenedImage, UnopenedImage } from '../core/images.ts';
import type { Clock } from '../core/ports.ts';
import type { DatabaseReport, VexReport } from '../core/report.ts';
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
  /** Tells what became of the statements of VEX documents, where any were given. */
  readonly vex?: ToldVex | undefined;
}

/** VEX documents that took part in a run. */
export interface ToldVex {
  /** What became of every statement. */
  report(findings: readonly Finding[]): VexReport;
}

/** An image that was opened, and what is to be judged of it: nothing where it is only known to be there. */
export interface JudgeableImage extends OpenedImage {
  /** One, or one for each platform that it was read for. */
  readonly units?: readonly Unit[];
  /** The advisories that were asked for its packages. */
  readonly databases?: readonly DatabaseReport[];
}

/** Opens images by the reference that a manifest names, and tells what is to be judged of them. `Images` that only open them will do. */
export interface JudgeableImages {
  open(reference: string): Promise<JudgeableImage | UnopenedImage>;
}

/** What `gate` needs beside: something that opens the images that the manifests name. */
export interface GateInput extends CheckInput {
  readonly images: JudgeableImages;
}

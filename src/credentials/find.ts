import type { Credential } from './credential.ts';
import { withoutOverlaps } from './credential.ts';
import type { Candidate, Detector } from './detector.ts';
import { detectors } from './detectors/index.ts';
import { entropyOf } from './entropy.ts';
import { isInvented } from './placeholder.ts';
import { createPrefilter, type Prefilter } from './prefilter.ts';

const DEFAULT_ENTROPY = 2.8;
/** Longer secrets (keys, signed tokens) have runs of one character that mean nothing. */
const LONGEST_INVENTED = 300;

/** A credential and the detector that found it. */
export interface Detection extends Credential {
  readonly detector: Detector;
}

let prefilter: Prefilter | undefined;
const rankOf: ReadonlyMap<Detector, number> = new Map(detectors.map((detector, rank) => [detector, rank]));

/**
 * Finds credentials by their value alone, in text of any kind: files, commands, annotations, ConfigMap data.
 * Runs in time proportional to the length of the text. Positions are in UTF-16 units; the result is sorted and free of
 * overlaps. To read a file in pieces, let the pieces overlap by `LONGEST_CREDENTIAL`.
 */
export function findCredentials(text: string): readonly Credential[] {
  return detect(text).map(({ kind, title, start, end, basis }) => ({ kind, title, start, end, basis }));
}

/**
 * How many characters the longest match has, in UTF-16 units: the overlap for a reader of pieces.
 *
 * @public Readers of images will take it.
 */
export const LONGEST_CREDENTIAL = 32 * 1024;

/** As `findCredentials`, with the detectors. */
export function detect(text: string): readonly Detection[] {
  const found: Detection[] = [];
  const tried = new Map<Detector, number>();
  prefilter ??= createPrefilter(detectors);
  prefilter(text, (at, users) => {
    for (const detector of users) {
      const start = at - (detector.lead ?? 0);
      if (start < 0 || start < (tried.get(detector) ?? 0)) continue;
      const detection = match(detector, text, start);
      if (detection === undefined) continue;
      found.push(detection);
      tried.set(detector, detection.end);
    }
  });
  found.sort((a, b) => (rankOf.get(a.detector) ?? 0) - (rankOf.get(b.detector) ?? 0));
  return withoutOverlaps(found);
}

function match(detector: Detector, text: string, start: number): Detection | undefined {
  if (detector.adjoins !== true && !mayBeginAt(text, start)) return undefined;
  detector.pattern.lastIndex = start;
  const result = detector.pattern.exec(text);
  if (result === null) return undefined;
  if (detector.adjoins !== true && isLetterOrDigit(text.charCodeAt(start + result[0].length))) return undefined;
  const [from, to] = result.indices?.groups?.['secret'] ?? [start, start + result[0].length];
  const candidate: Candidate = {
    text,
    start: from,
    end: to,
    secret: text.slice(from, to),
    groups: result.groups ?? {},
  };
  if (!isPlausible(detector, candidate)) return undefined;
  return { kind: detector.id, title: detector.title, start: from, end: to, basis: detector.basis, detector };
}

function isPlausible(detector: Detector, candidate: Candidate): boolean {
  const { secret } = candidate;
  if (secret.length <= LONGEST_INVENTED && isInvented(secret)) return false;
  const entropy = detector.entropy ?? DEFAULT_ENTROPY;
  if (entropy > 0 && entropyOf(secret) < entropy) return false;
  return detector.accepts === undefined || detector.accepts(candidate);
}

function isLetterOrDigit(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

/** Whether no word runs into `start`. The `n` of an escaped line break and the digits of `%3D` are no word. */
function mayBeginAt(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  if (before !== 95 && !isLetterOrDigit(before)) return true;
  const lead = text.slice(Math.max(0, start - 3), start);
  return /\\[nrt]$|%[\dA-Fa-f]{2}$/.test(lead);
}

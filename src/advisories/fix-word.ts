import { fieldOf, isMapping } from '../core/record.ts';

/**
 * What a distribution says of a flaw that it has not mended: that it will not be, or that the release gets no updates any more. Undefined
 * where it says neither: then it may yet be mended.
 */
export type FixWord = 'will-not-fix' | 'end-of-life';

/** The words of Debian's tracker (`urgency`, and why there is no advisory) and of Ubuntu's (`status`), and those of Red Hat's data. */
const WORDS: ReadonlyMap<string, FixWord> = new Map([
  ['end-of-life', 'end-of-life'],
  ['end_of_life', 'end-of-life'],
  ['ignored', 'will-not-fix'],
  ['out of support scope', 'end-of-life'],
  ['will_not_fix', 'will-not-fix'],
  ['will not fix', 'will-not-fix'],
  ["won't fix", 'will-not-fix'],
  ['wontfix', 'will-not-fix'],
]);

type Fields = Readonly<Record<string, unknown>>;

/** What Ubuntu writes beside `ignored`: `was needed now end-of-life`, `end of standard support`, `reached end-of-life`. */
const END = /end[ -]of[ -](?:life|standard support)/i;

/** What the ecosystem tells of a flaw beside its versions says of a fix; what the database tells beside counts where the ecosystem tells nothing. */
export function fixWordIn(specific: Fields, ofDatabase?: unknown): FixWord | undefined {
  const told = isMapping(ofDatabase) ? { ...ofDatabase, ...specific } : specific;
  let word: FixWord | undefined;
  for (const each of [
    fieldOf(told, 'status'),
    fieldOf(told, 'urgency'),
    fieldOf(told, 'nodsa_reason'),
    fieldOf(told, 'fix_state'),
  ]) {
    const next = typeof each === 'string' ? WORDS.get(each.toLowerCase()) : undefined;
    if (word === undefined || next === 'end-of-life') word = next ?? word;
  }
  if (word === undefined) return undefined;
  const note = fieldOf(told, 'note');
  return typeof note === 'string' && END.test(note) ? 'end-of-life' : word;
}

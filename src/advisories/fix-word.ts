/**
 * What a distribution says of a flaw that it has not mended: that it will not be, or that the release gets no updates any more. Undefined
 * where it says neither: then it may yet be mended.
 */
export type FixWord = 'will-not-fix' | 'end-of-life';

/** The words of Debian's tracker (`urgency`, and why there is no advisory) and of Ubuntu's (`status`), and those of Red Hat's data. */
const WORDS: Readonly<Record<string, FixWord>> = {
  'end-of-life': 'end-of-life',
  end_of_life: 'end-of-life',
  ignored: 'will-not-fix',
  'out of support scope': 'end-of-life',
  will_not_fix: 'will-not-fix',
  'will not fix': 'will-not-fix',
  "won't fix": 'will-not-fix',
  wontfix: 'will-not-fix',
};

/** What Ubuntu writes beside `ignored`: `was needed now end-of-life`, `end of standard support`, `reached end-of-life`. */
const END = /end[ -]of[ -](?:life|standard support)/i;

/** What the ecosystem tells of a flaw beside its versions says of a fix. */
export function fixWordIn(specific: Readonly<Record<string, unknown>>): FixWord | undefined {
  const told = [specific['status'], specific['urgency'], specific['nodsa_reason'], specific['fix_state']];
  const words = told.flatMap((each) => (typeof each === 'string' ? (WORDS[each.toLowerCase()] ?? []) : []));
  const [word] = words;
  if (word === undefined) return undefined;
  return words.includes('end-of-life') || (typeof specific['note'] === 'string' && END.test(specific['note']))
    ? 'end-of-life'
    : word;
}

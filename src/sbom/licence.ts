import parseExpression from 'spdx-expression-parse';

/** What a package says of its licence: the id of one on SPDX's list, an expression of such, or a name that is neither. */
export type Licence = { readonly kind: 'id' | 'expression' | 'name'; readonly text: string };

/** No expression that people write is longer; the parser is not made for more. */
const LONGEST_EXPRESSION = 1000;

/** The parser looks further than it should where other characters stand, and would take what is no expression for one. */
const CHARACTERS_OF_EXPRESSIONS = /^[A-Za-z0-9.\-+:() ]+$/;

/** What was told of licences: a thousand packages have few different ones. */
const known = new Map<string, Licence>();
const MOST_KNOWN = 1000;

/** Tells what a licence is. Source: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/. */
export function licenceOf(text: string): Licence {
  if (text.length > LONGEST_EXPRESSION || !CHARACTERS_OF_EXPRESSIONS.test(text)) return { kind: 'name', text };
  const licence = known.get(text) ?? parsedLicence(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, licence);
  return licence;
}

function parsedLicence(text: string): Licence {
  try {
    const parsed = parseExpression(text);
    const isId = 'license' in parsed && parsed.license === text && !text.startsWith('LicenseRef-');
    return { kind: isId && !text.startsWith('DocumentRef-') ? 'id' : 'expression', text };
  } catch {
    return { kind: 'name', text };
  }
}

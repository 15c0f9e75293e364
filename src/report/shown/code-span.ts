/** A part of a sentence: words, or what stood between backticks. */
export interface SentencePart {
  readonly code: boolean;
  readonly text: string;
}

/** Takes a sentence apart at its backticks; one without a partner stays a character. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const parts = sentence.split('`');
  const unpaired = parts.length % 2 === 0 ? parts.pop() : undefined;
  const paired = parts.map((text, index): SentencePart => ({ code: index % 2 === 1, text }));
  const all = unpaired === undefined ? paired : [...paired, { code: false, text: `\`${unpaired}` }];
  return all.filter(({ text }) => text !== '');
}

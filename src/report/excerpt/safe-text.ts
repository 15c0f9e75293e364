import { maskInSentence } from '../../credentials/mask.ts';
import { printable } from './printable.ts';

/** A sentence of a report as it may be shown: without credentials, and without characters that are not shown. */
export function safeText(text: string): string {
  return printable(maskInSentence(text));
}

/** The same in one line, for formats in which a line end means something. */
export function safeLine(text: string): string {
  return safeText(text).replace(/[\n\t]+/g, ' ');
}

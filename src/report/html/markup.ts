import { printable } from '../excerpt/printable.ts';
import { safeText } from '../excerpt/safe-text.ts';
import { sentenceParts } from '../shown/code-span.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What may stand between the parts of `html`: texts are escaped, markup is not. */
export type Content = string | number | Markup | readonly Markup[];

/** HTML that `html` made. There is no other way to make it, so text is never taken for it. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Puts markup together. Every text in it is escaped, and characters that are not shown are written out. */
  static of(parts: readonly string[], contents: readonly Content[]): Markup {
    let text = parts[0] ?? '';
    contents.forEach((content, index) => {
      text += write(content) + (parts[index + 1] ?? '');
    });
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

/** Markup from a template whose literal parts are HTML and whose values are text or other markup. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return Markup.of(parts, contents);
}

/** A sentence, with what it has between backticks as code. */
export function sentence(text: string): Markup {
  return html`${sentenceParts(safeText(text)).map((part) => (part.code ? html`<code>${part.text}</code>` : html`${part.text}`))}`;
}

/** Nothing to show. */
export const nothing = html``;

/** Style and script of our own as they stand in their elements, where nothing is escaped. */
export function inlineSource(source: string): Markup {
  if (/<[/!]/.test(source)) throw new Error('An inline source must not look like the end of its element.');
  return Markup.of([source], []);
}

function write(content: Content): string {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escape(content);
  return content instanceof Markup ? content.toString() : content.join('');
}

function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

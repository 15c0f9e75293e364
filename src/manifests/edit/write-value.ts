import type { Json } from '../../formats/document.ts';
import { resolvePlain } from '../../formats/scalars.ts';

/** How a document lays out what is written into it, taken from what is there already. */
export interface Layout {
  readonly syntax: 'yaml' | 'json';
  readonly lineEnd: '\n' | '\r\n';
  /** Spaces a level. */
  readonly step: number;
  /** Spaces by which a list stands in from its key. */
  readonly listIndent: number;
}

/** No colon, hash, bracket or quote that could mean something; a colon only before one of these characters, as in an image reference. */
const PLAIN_TEXT = /^[A-Za-z_/](?:[\w./@+-]|:(?=[\w./@+-]))*$/;
/** Characters that JSON.stringify leaves as they are and that end a line in YAML 1.1 or may not stand in it. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

const OWN_LAYOUT: Layout = { syntax: 'yaml', lineEnd: '\n', step: 2, listIndent: 2 };

/** A document of our own, in block style. */
export function writeManifest(value: Json): string {
  return `${needsBlock(value) ? writeBlock(value, 0, OWN_LAYOUT) : writeInline(value, OWN_LAYOUT)}\n`;
}

/** A value on one line. */
export function writeInline(value: Json, layout: Layout): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeInline(item, layout)).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).map(
      ([key, field]) => `${writeKey(key, layout)}: ${writeInline(field, layout)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return typeof value === 'string' ? writeText(value, layout) : JSON.stringify(value === 0 ? 0 : value);
}

export function writeKey(key: string, layout: Layout): string {
  return writeText(key, layout);
}

function writeText(text: string, { syntax }: Layout): string {
  if (syntax === 'yaml' && PLAIN_TEXT.test(text) && resolvePlain(text).type === 'str') return text;
  return JSON.stringify(text.toWellFormed()).replace(UNSAFE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Whether a value takes lines of its own in block style. */
export function needsBlock(value: Json): value is Json[] | { [key: string]: Json } {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0;
}

/** The lines of a mapping or list in block style at an indentation; the first line comes without it. */
export function writeBlock(value: Json[] | { [key: string]: Json }, indent: number, layout: Layout): string {
  return blockLines(value, indent, layout).join(layout.lineEnd).slice(indent);
}

/** A field in block style; the first line comes without its indentation. */
export function writeField(key: string, value: Json, indent: number, layout: Layout): string {
  return writeBlock(Object.fromEntries([[key, value]]), indent, layout);
}

function blockLines(value: Json[] | { [key: string]: Json }, indent: number, layout: Layout): string[] {
  const lines: string[] = [];
  const margin = ' '.repeat(indent);
  if (Array.isArray(value)) {
    for (const item of value) lines.push(...itemLines(item, indent, layout));
    return lines;
  }
  for (const [key, field] of Object.entries(value)) {
    const name = `${margin}${writeKey(key, layout)}:`;
    if (!needsBlock(field)) {
      lines.push(`${name} ${writeInline(field, layout)}`);
      continue;
    }
    const inner = indent + (Array.isArray(field) ? layout.listIndent : layout.step);
    lines.push(name, ...blockLines(field, inner, layout));
  }
  return lines;
}

function itemLines(item: Json, indent: number, layout: Layout): string[] {
  const margin = ' '.repeat(indent);
  if (!needsBlock(item)) return [`${margin}- ${writeInline(item, layout)}`];
  const [first = '', ...rest] = blockLines(item, indent + 2, layout);
  return [`${margin}- ${first.trimStart()}`, ...rest];
}

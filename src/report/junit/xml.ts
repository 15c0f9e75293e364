/** An element of XML: its content is text, or other elements. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: string | readonly Element[];
}

/** Makes an element. */
export function element(name: string, attributes: Element['attributes'], content: Element['content']): Element {
  return { name, attributes, content };
}

/** A document of XML 1.0 in UTF-8, indented. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

function write({ name, attributes, content }: Element, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (content.length === 0) return `${open}/>`;
  if (typeof content === 'string') return `${open}>${escapeText(content)}</${name}>`;
  return [`${open}>`, ...content.map((child) => write(child, `${indent}  `)), `${indent}</${name}>`].join('\n');
}

/** A parser makes a space of every other white space in an attribute. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function escapeText(text: string): string {
  return allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// Neither controls but for white space, nor halves of surrogate pairs, nor U+FFFE and U+FFFF: https://www.w3.org/TR/xml/#charsets.
// oxlint-disable-next-line no-control-regex -- the control characters are what it is for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function allowed(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '\ufffd');
}

import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { ABSENT, type ContainerEvent, type EventStream, type NodeEvent } from './events.ts';

/** Where every node of a document stands, by the index of its event. Offsets count from the start of the stream's text. */
export interface Layout {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The index after the node's last event. */
  readonly nexts: Int32Array;
  /** For an alias, the index of the node that it refers to; else -1. */
  readonly targets: Int32Array;
}

interface Frame {
  readonly index: number;
  readonly isMapping: boolean;
  readonly isBlock: boolean;
  /** Whether a closing bracket ends it; a pair in a flow list has none. */
  readonly isBracketed: boolean;
  awaitsValue: boolean;
}

/** Events have no end of collections and no place for what is not written: one walk along the text finds both. */
export function layOut(stream: EventStream): Layout {
  const walk = new Walk(stream);
  for (let index = 0; index < stream.events.length; index += 1) {
    const event = stream.events[index];
    if (event === undefined) break;
    if (event.type === EVENT_ID.DOCUMENT) walk.beginDocument();
    else if (event.type === EVENT_ID.POP) {
      if (!walk.endContainer(index)) break;
    } else walk.node(index, event);
  }
  return walk.layout;
}

class Walk {
  readonly layout: Layout;
  readonly #text: string;
  readonly #events: EventStream['events'];
  readonly #frames: Frame[] = [];
  readonly #anchors = new Map<string, number>();
  /** The end of what was passed. */
  #cursor = 0;

  constructor(stream: EventStream) {
    this.#text = stream.text;
    this.#events = stream.events;
    const count = stream.events.length;
    this.layout = {
      starts: new Int32Array(count),
      ends: new Int32Array(count),
      nexts: new Int32Array(count),
      targets: new Int32Array(count).fill(-1),
    };
  }

  beginDocument(): void {
    let at = skipBlank(this.#text, 0);
    while (this.#text[at] === '%' || this.#text.startsWith('...', at)) {
      at = skipBlank(this.#text, this.#text[at] === '%' ? endOfLine(this.#text, at) : at + 3);
    }
    this.#cursor = this.#text.startsWith('---', at) ? at + 3 : at;
  }

  /** Whether a container was open; the last end of all is the document's. */
  endContainer(index: number): boolean {
    const frame = this.#frames.pop();
    if (frame === undefined) return false;
    if (frame.isBracketed) this.#cursor = this.#skipPast(',') + 1;
    this.layout.ends[frame.index] = this.#cursor;
    this.layout.nexts[frame.index] = index + 1;
    this.#leaveNode();
    return true;
  }

  node(index: number, event: NodeEvent): void {
    this.#enterNode(event);
    if (event.type === EVENT_ID.ALIAS) {
      this.layout.targets[index] = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? -1;
      this.#leaf(index, event.anchorStart - 1, event.anchorEnd);
      return;
    }
    if (event.anchorStart !== ABSENT) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), index);
    if (event.type === EVENT_ID.SCALAR) this.#scalar(index, event);
    else this.#container(index, event);
  }

  #leaf(index: number, start: number, end: number): void {
    this.layout.starts[index] = start;
    this.layout.ends[index] = end;
    this.layout.nexts[index] = index + 1;
    this.#cursor = end;
    this.#leaveNode();
  }

  #scalar(index: number, event: ScalarEvent): void {
    const properties = startOfProperties(event);
    const afterProperties = Math.max(event.tagEnd, event.anchorEnd, this.#cursor);
    if (event.valueStart === ABSENT) {
      this.#leaf(index, properties === ABSENT ? this.#cursor : properties, afterProperties);
      return;
    }
    const content = this.#startOfContent(event, afterProperties);
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    this.#leaf(index, properties === ABSENT ? content : properties, isQuoted ? event.valueEnd + 1 : event.valueEnd);
  }

  #startOfContent(event: ScalarEvent, after: number): number {
    if (event.style === SCALAR_STYLE.PLAIN) return event.valueStart;
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED)
      return event.valueStart - 1;
    return skipBlank(this.#text, after);
  }

  #container(index: number, event: ContainerEvent): void {
    const properties = startOfProperties(event);
    this.layout.starts[index] = properties === ABSENT ? event.start : properties;
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    const isBracketed = isFlow && this.#opensWithBracket(index, event);
    this.#cursor = isBracketed ? event.start + 1 : Math.max(this.#cursor, event.start, propertiesEnd(event));
    this.#frames.push({
      index,
      isMapping: event.type === EVENT_ID.MAPPING,
      isBlock: !isFlow,
      isBracketed,
      awaitsValue: false,
    });
  }

  /** A pair in a flow list (`[a: b]`) is a mapping that begins where its key does, which may itself be a mapping. */
  #opensWithBracket(index: number, event: ContainerEvent): boolean {
    if (event.type === EVENT_ID.SEQUENCE) return true;
    if (this.#text[event.start] !== '{') return false;
    const child = this.#events[index + 1];
    return !(child?.type === EVENT_ID.MAPPING && child.start === event.start);
  }

  /** Passes what stands before a node: `-`, `,`, `?` or `:`. */
  #enterNode(event: NodeEvent): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (frame.awaitsValue) {
      this.#passIf(':');
    } else if (!frame.isBlock) {
      const at = this.#skipPast(',');
      if (!isUnwritten(event) || this.#text[at] === ':' || this.#text[at] === '?') this.#cursor = at;
      if (frame.isMapping) this.#passIf('?');
    } else if (!frame.isMapping) {
      this.#passIf('-');
    } else {
      this.#passIf('?');
      const at = skipBlank(this.#text, this.#cursor);
      if (isUnwritten(event) && this.#text[at] === ':') this.#cursor = at;
    }
  }

  #leaveNode(): void {
    const frame = this.#frames.at(-1);
    if (frame?.isMapping === true) frame.awaitsValue = !frame.awaitsValue;
  }

  #passIf(indicator: string): void {
    const at = skipBlank(this.#text, this.#cursor);
    if (this.#text[at] !== indicator) return;
    if (indicator === '?' && !isBlankOrEnd(this.#text, at + 1)) return;
    this.#cursor = at + 1;
  }

  #skipPast(separator: string): number {
    let at = skipBlank(this.#text, this.#cursor);
    while (this.#text[at] === separator) at = skipBlank(this.#text, at + 1);
    return at;
  }
}

function isUnwritten(event: NodeEvent): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart === ABSENT && startOfProperties(event) === ABSENT;
}

function startOfProperties(event: ContainerEvent | ScalarEvent): number {
  if (event.tagStart === ABSENT) return event.anchorStart === ABSENT ? ABSENT : event.anchorStart - 1;
  return event.anchorStart === ABSENT ? event.tagStart : Math.min(event.tagStart, event.anchorStart - 1);
}

function propertiesEnd(event: ContainerEvent): number {
  return Math.max(event.tagEnd, event.anchorEnd);
}

/** The offset after white space, line ends and comments. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === BYTE_ORDER_MARK) at += 1;
    else if (code === HASH && (at === from || isBlankOrEnd(text, at - 1))) at = endOfLine(text, at);
    else return at;
  }
}

const HASH = 35;
const BYTE_ORDER_MARK = 0xfeff;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineEnd(code);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

function isBlankOrEnd(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
  return at;
}

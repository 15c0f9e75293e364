import { CLOSE_LIST, CLOSE_MAPPING, DOUBLE_QUOTE, OPEN_LIST, OPEN_MAPPING, SINGLE_QUOTE } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { passFlowColon, passFlowPlain, passOpening, passSeparator, readFlowKey } from './flow.ts';
import { NOWHERE, type Place, scalarPlace } from './place.ts';
import { ONE_LINE, readQuoted } from './quoted.ts';

/** The place of the flow collection that begins at the cursor, which goes after it. */
export function flowPlace(cursor: Cursor): Place {
  const start = cursor.at;
  const isMapping = cursor.text.charCodeAt(start) === OPEN_MAPPING;
  const closing = isMapping ? CLOSE_MAPPING : CLOSE_LIST;
  const children: Place[] = [];
  if (!passOpening(cursor, closing)) {
    do {
      cursor.skipSpaces();
      children.push(isMapping ? fieldPlace(cursor) : valuePlace(cursor));
    } while (passSeparator(cursor, closing));
  }
  return {
    kind: isMapping ? 'mapping' : 'sequence',
    style: 'flow',
    start,
    end: cursor.at,
    children,
    name: '',
    keyStart: NOWHERE,
    keyEnd: NOWHERE,
  };
}

function fieldPlace(cursor: Cursor): Place {
  const keyStart = cursor.at;
  const name = readFlowKey(cursor);
  const keyEnd = cursor.at;
  passFlowColon(cursor);
  const place = valuePlace(cursor);
  place.name = name;
  place.keyStart = keyStart;
  place.keyEnd = keyEnd;
  return place;
}

function valuePlace(cursor: Cursor): Place {
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start);
  if (code === OPEN_LIST || code === OPEN_MAPPING) return flowPlace(cursor);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return quotedPlace(cursor, ONE_LINE);
  return scalarPlace('plain', start, passFlowPlain(cursor));
}

/** The place of the quoted scalar that begins at the cursor, which goes after it. */
export function quotedPlace(cursor: Cursor, parent: number): Place {
  const start = cursor.at;
  const style = cursor.text.charCodeAt(start) === SINGLE_QUOTE ? 'single-quoted' : 'double-quoted';
  readQuoted(cursor, parent);
  return scalarPlace(style, start, cursor.at);
}

import { CHOMPING_MODE, EVENT_ID, type ScalarEvent } from 'js-yaml';
import { ABSENT } from '../events.ts';

type Style = ScalarEvent['style'];
type Chomping = ScalarEvent['chomping'];

/** What js-yaml's parser would say of a scalar that is not its text as it stands. */
export function scalarEvent(
  valueStart: number,
  valueEnd: number,
  style: Style,
  block: { readonly chomping: Chomping; readonly indent: number } = { chomping: CHOMPING_MODE.CLIP, indent: -1 },
): ScalarEvent {
  const absent = { anchorStart: ABSENT, anchorEnd: ABSENT, tagStart: ABSENT, tagEnd: ABSENT };
  return { type: EVENT_ID.SCALAR, valueStart, valueEnd, ...absent, style, ...block, fast: false };
}

import type { LazyOutcome } from '../../image/lazy/lazy-layers.ts';
import { bytesText } from '../../report/shown/bytes.ts';
import type { CommandContext } from '../command.ts';
import { tellNotice } from './tell-notice.ts';

/** Says how a layer was read that might have been read by its table of contents. */
export function tellLazy(context: Pick<CommandContext, 'err'>, outcome: LazyOutcome): void {
  const named = `${outcome.part} of image ${outcome.image}`;
  if ('why' in outcome) tellNotice(context, `${named} is read whole: ${outcome.why}`);
  else tellNotice(context, `of ${named} ${bytesText(outcome.fetched)} of ${bytesText(outcome.size)} were fetched`);
}

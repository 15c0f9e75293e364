import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext } from '../command.ts';

/** Tells the user what is done otherwise than asked. */
export function tellNotice({ err }: Pick<CommandContext, 'err'>, notice: string): void {
  err(`plimsoll: ${printable(notice)}\n`);
}

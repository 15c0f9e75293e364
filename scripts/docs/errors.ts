import type { ErrorTable } from '../../src/core/errors.ts';
import { page, prose, table } from './markdown.ts';
import { shapeOf } from './placeholder.ts';

/** Every coded error; `<name>` stands for what an occurrence names. */
export function errorCodes(tables: readonly ErrorTable[]): string {
  const rows = tables
    .flatMap((each) => Object.entries(each))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { message, remedy, exit }]) => [
      `<a id="${code}"></a>\`${code}\``,
      prose(shapeOf(message)),
      prose(shapeOf(remedy)),
      String(exit),
    ]);
  return page([
    '# Errors',
    'Every error has a code that never changes its meaning. Exit code 2: the command itself is wrong, and nothing was judged. 3: something that was asked for could not be read; everything else was judged, and the verdict is `incomplete` unless a finding blocks.',
    table(['code', 'message', 'what to do', 'exit code'], rows),
  ]);
}

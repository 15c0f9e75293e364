import type { Missing } from '../../core/verdict.ts';
import { printable } from '../excerpt/printable.ts';
import { groupMissing } from '../shown/missing.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

const SHOWN = 3;

/** What was not judged, the same remedy said once. */
export function missingLines(
  missing: readonly Missing[],
  { paint, width, all }: { paint: Paint; width: number; all: boolean },
): readonly string[] {
  if (missing.length === 0) return [];
  return [
    paint.bold('Not judged'),
    ...groupMissing(missing).flatMap(({ supply, missing: group }) => {
      const shown = all ? group : group.slice(0, SHOWN);
      const more = group.length - shown.length;
      return [
        ...shown.flatMap((each) =>
          wrap(`${placeOf(each)}${printable(each.what)}`, width - 4).map(
            (line, index) => `  ${index === 0 ? '' : '  '}${line}`,
          ),
        ),
        ...(more === 0 ? [] : [`  ${paint.faint(`and ${more} more like it`)}`]),
        ...wrap(printable(supply), width - 6).map((line, index) => `    ${index === 0 ? '= ' : '  '}${line}`),
      ];
    }),
    '',
  ];
}

function placeOf({ file, line, column }: Missing): string {
  if (file === undefined) return '';
  return line === undefined ? `${printable(file)}: ` : `${printable(file)}:${line}:${column ?? 1}: `;
}

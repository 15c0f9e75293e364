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
      // Of several platforms the same may be missing.
      const told = [...new Set(group.map((each) => `${placeOf(each)}${printable(each.what)}`))];
      const shown = all ? told : told.slice(0, SHOWN);
      const more = told.length - shown.length;
      return [
        ...shown.flatMap((text) => wrap(text, width - 4).map((line, index) => `  ${index === 0 ? '' : '  '}${line}`)),
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

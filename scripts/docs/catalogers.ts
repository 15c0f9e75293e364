import type { Cataloger } from '../../src/catalogers/cataloger.ts';

/** What is read of an image, as a table: each cataloger with the files that it claims. */
export function catalogerTable(catalogers: readonly Cataloger[]): string {
  const rows = catalogers.map(({ id, summary, claims = [], executables }) => {
    const files = [
      ...(executables === true ? ['every program and library'] : []),
      ...claims.map((claim) => `\`${claim}\``),
    ];
    return `| \`${id}\` | ${cell(summary)} | ${files.map(cell).join(', ')} |`;
  });
  return ['| cataloger | finds | in |', '| --- | --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

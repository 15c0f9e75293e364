import { listFiles, readText } from '../../test/repository.ts';

const HEADER = /^\/\/ `(?<command>npm [^`]+)`: (?<summary>[^]*?)(?=\n(?!\/\/ ))/;

/** The commands of this repository as a table, from the first comment of each file in `scripts/`. */
export function npmScripts(): string {
  const rows = listFiles('scripts/*.ts').flatMap((path) => rowOf(readText(path)));
  return ['| command | does |', '| --- | --- |', ...rows].join('\n');
}

function rowOf(source: string): string[] {
  const groups = HEADER.exec(source)?.groups;
  if (groups === undefined) return [];
  const comment = (groups['summary'] ?? '').replaceAll('\n// ', ' ').replaceAll('|', '\\|');
  const summary = comment.split(/\.(?:\s|$)/, 1)[0] ?? '';
  return [`| \`${groups['command']}\` | ${summary} |`];
}

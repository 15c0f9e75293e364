import type { Distribution } from '../../core/distribution.ts';
import { defineCataloger, textOf } from '../cataloger.ts';

/** The distribution, as os-release tells it. Source: https://www.freedesktop.org/software/systemd/man/latest/os-release.html. */
export const osRelease = defineCataloger({
  id: 'linux/os-release',
  summary: 'the distribution and its version (os-release)',
  version: 1,
  claims: ['etc/os-release', 'usr/lib/os-release'],
  maxBytes: 1024 * 1024,
  async *catalog(file) {
    const { fields, damagedLine } = assignmentsIn(await textOf(file));
    if (damagedLine !== undefined) yield { kind: 'unknown', reason: 'a line that is no assignment', line: damagedLine };
    if (fields.get('ID') === undefined) {
      yield { kind: 'unknown', reason: 'no ID that names the distribution' };
      return;
    }
    yield { kind: 'distribution', distribution: distributionOf(fields), rank: file.path.startsWith('etc/') ? 0 : 1 };
  },
});

type Fields = ReadonlyMap<string, string>;

function distributionOf(fields: Fields): Distribution {
  const told = (name: string): string => fields.get(name) ?? '';
  return {
    id: told('ID').toLowerCase(),
    like: told('ID_LIKE')
      .toLowerCase()
      .split(/\s+/)
      .filter((id) => id !== ''),
    version: told('VERSION_ID'),
    codename: told('VERSION_CODENAME'),
    prettyName: told('PRETTY_NAME') || told('NAME') || told('ID'),
    cpe: told('CPE_NAME'),
    variant: told('VARIANT_ID'),
  };
}

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

function assignmentsIn(text: string): { readonly fields: Fields; readonly damagedLine: number | undefined } {
  const fields = new Map<string, string>();
  let damagedLine: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    const [, name, value] = ASSIGNMENT.exec(content) ?? [];
    if (name === undefined || value === undefined) damagedLine ??= index + 1;
    else fields.set(name, unquoted(value));
  }
  return { fields, damagedLine };
}

/** A value as a shell reads it, as far as os-release may use one. */
function unquoted(value: string): string {
  const [quote = ''] = value;
  const isQuoted = (quote === '"' || quote === "'") && value.length > 1 && value.endsWith(quote);
  const inner = isQuoted ? value.slice(1, -1) : value;
  return quote === "'" ? inner : inner.replaceAll(/\\(["$`\\'])/g, '$1');
}

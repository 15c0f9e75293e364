import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rubyGemspec } from '../../src/catalogers/ruby/gemspec.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';

/** What RubyGems itself says of the gems that are installed here, a line for each. */
const TOLD = `Gem::Specification.each { |s|
  needs = s.runtime_dependencies.map(&:name).uniq.sort
  puts [s.loaded_from, s.name, s.version, s.licenses.sort.join(" "), needs.join(" ")].join("|")
}`;

test.skipIf(!isInstalled('ruby'))(
  'the gems that are installed here are those of RubyGems (skipped without ruby)',
  { timeout: 60_000 },
  async ({ skip }) => {
    const { stdout } = spawnSync('ruby', ['-rrubygems', '-e', TOLD], { encoding: 'utf8' });
    const lines = stdout.split('\n').filter((line) => line !== '');
    skip(lines.length === 0, 'no gem is installed');
    const read = lines.map(async (line): Promise<string> => {
      const [path = ''] = line.split('|');
      const [item] = await catalogText(rubyGemspec, path.slice(1), readFileSync(path));
      if (item?.kind !== 'package') return path;
      const { name, version, licences = [], dependsOn = [] } = item.package;
      return [path, name, version, licences.toSorted().join(' '), dependsOn.toSorted().join(' ')].join('|');
    });
    expect(await Promise.all(read)).toEqual(lines);
  },
);

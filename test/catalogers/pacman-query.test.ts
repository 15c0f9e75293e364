import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { archPacmanLocal } from '../../src/catalogers/arch/pacman-local.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';

function desc(name: string, version: string, provided: string): string {
  const sections = {
    NAME: name,
    VERSION: version,
    BASE: name,
    ARCH: 'x86_64',
    LICENSE: 'MIT\nBSD',
    PROVIDES: provided,
  };
  return Object.entries(sections)
    .map(([section, values]) => `%${section}%\n${values}\n\n`)
    .join('');
}

const DATABASE = {
  'var/lib/pacman/local/ALPM_DB_VERSION': '9\n',
  'var/lib/pacman/local/zlib-1:1.3.1-1/desc': desc('zlib', '1:1.3.1-1', 'libz.so=1-64'),
  'var/lib/pacman/local/zlib-1:1.3.1-1/files': '%FILES%\nusr/\nusr/lib/\nusr/lib/libz.so\n\n',
  'var/lib/pacman/local/lib32-x-2.0.r3.gabc-2/desc': desc('lib32-x', '2.0.r3.gabc-2', ''),
  'var/lib/pacman/local/lib32-x-2.0.r3.gabc-2/files':
    '%FILES%\nusr/\nusr/lib32/\nusr/lib32/x\n\n%BACKUP%\nusr/lib32/x\tabc\n',
};

test.skipIf(!isInstalled('pacman'))('packages and files are those of pacman (skipped without pacman)', async () => {
  const tree = temporaryTree(DATABASE);
  const query = (what: string): readonly string[] => {
    const call = [what, '--root', tree.root, '--dbpath', tree.path('var/lib/pacman')];
    const { stdout } = spawnSync('pacman', call, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    return stdout.split('\n').filter((line) => line !== '' && !line.endsWith('/'));
  };
  const packages: string[] = [];
  const files: string[] = [];
  for (const [path, text] of Object.entries(DATABASE)) {
    if (!path.endsWith('/desc') && !path.endsWith('/files')) continue;
    for (const item of await catalogText(archPacmanLocal, path, text)) {
      if (item.kind === 'package') packages.push(`${item.package.name} ${item.package.version}`);
      if (item.kind === 'addition') files.push(...(item.files ?? []).map((file) => `${tree.root}/${file}`));
    }
  }
  expect(packages.toSorted()).toEqual(query('-Q'));
  expect(files.toSorted()).toEqual(
    query('-Ql')
      .map((line) => line.slice(line.indexOf(' ') + 1))
      .toSorted(),
  );
  tree.remove();
});

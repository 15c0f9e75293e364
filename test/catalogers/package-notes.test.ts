import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { linuxPackageNotes } from '../../src/catalogers/linux/package-notes.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';

const tree = temporaryTree({ 'cart.c': 'int main(void) { return 0; }\n' });
afterAll(() => {
  tree.remove();
});

const NOTE = { type: 'rpm', name: 'cart', version: '1.2-3.fc40', osCpe: 'cpe:/o:fedoraproject:fedora:40' };

test.skipIf(!isInstalled('gcc'))(
  'a program that the linker gave a package note tells it (skipped without gcc)',
  async () => {
    const note = `--package-metadata=${JSON.stringify(NOTE)}`;
    execFileSync('gcc', ['-o', tree.path('cart'), tree.path('cart.c'), '-Xlinker', note]);
    expect(await catalogText(linuxPackageNotes, 'cart', readFileSync(tree.path('cart')))).toMatchObject([
      { kind: 'package', package: { type: 'rpm', name: 'cart', version: '1.2-3.fc40', evidence: 'built-in' } },
    ]);
  },
);

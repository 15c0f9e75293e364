import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({
    'plimsoll.yaml': 'rules: { image/fixable-vulnerability: off, image/unfixed-vulnerability: off }\n',
  });
  writeModules('cart', { lodash: '4.17.21', '@shop/cart': '1.0.0' });
});
afterEach(() => {
  tree.remove();
});

function writeModules(layout: string, modules: Readonly<Record<string, string>>): void {
  const files = Object.entries(modules).map(([name, version]) => ({
    name: `app/node_modules/${name}/package.json`,
    body: JSON.stringify({ name, version }),
  }));
  writeLayout(tree.path(layout), { layers: [writeTar(files)], config: { User: '10001' } });
}

async function plimsoll(...argv: readonly string[]) {
  return runMain([...argv, '--no-cache'], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
    width: 120,
    without: `${tree.root}/`,
  });
}

const oci = (layout: string): string => `oci:${tree.path(layout)}`;

/** Writes the bill of an image. */
async function billed(layout: string, format: string): Promise<string> {
  const file = tree.path(`${layout}.json`);
  expect(await plimsoll('sbom', oci(layout), '-o', `${format}=${file}`)).toMatchObject({ code: 0 });
  return file;
}

/** What is found about the bill. */
async function told(layout: string, bill: string): Promise<readonly string[]> {
  const { out } = await plimsoll('scan', oci(layout), '--sbom', bill, '-o', 'json');
  const { findings } = JSON.parse(out);
  return findings.flatMap(({ rule, message }: { readonly rule: string; readonly message: string }) =>
    rule === 'image/current-sbom' ? [message] : [],
  );
}

describe('plimsoll scan --sbom', () => {
  test.each(['cyclonedx-json', 'spdx-json', 'spdx3'])(
    'finds nothing where the image is as the bill in %s tells it',
    async (format) => {
      expect(await told('cart', await billed('cart', format))).toEqual([]);
    },
  );

  test('names what came, what went and what has another version since', async () => {
    const bill = await billed('cart', 'cyclonedx-json');
    writeModules('next', { lodash: '4.17.22', express: '4.19.2' });
    expect(await told('next', bill)).toEqual([
      'cart.json is not the bill of this image: it does not list express 4.19.2; it lists, and the image does not have, @shop/cart 1.0.0; it has in another version lodash 4.17.21, which is 4.17.22 in the image. `plimsoll sbom oci:next -o cyclonedx-json=cart.json` writes the one that is.',
    ]);
    expect((await plimsoll('scan', oci('next'))).out).not.toContain('image/current-sbom');
  });

  test('counts no kind of package that the bill lists none of, unless it lists nothing', async () => {
    const bill = JSON.parse(readFileSync(await billed('cart', 'cyclonedx-json'), 'utf8'));
    const gem = { type: 'library', 'bom-ref': 'r', name: 'rake', version: '13.0.6', purl: 'pkg:gem/rake@13.0.6' };
    writeFileSync(tree.path('gem.json'), JSON.stringify({ ...bill, components: [gem], dependencies: [] }));
    expect(await told('cart', tree.path('gem.json'))).toEqual([
      expect.stringMatching(
        /^gem\.json is not the bill of this image: it lists, and the image does not have, rake 13\.0\.6\. /,
      ),
    ]);
    writeFileSync(tree.path('empty.json'), JSON.stringify({ ...bill, components: [], dependencies: [] }));
    expect(await told('cart', tree.path('empty.json'))).toEqual([
      expect.stringContaining('it does not list lodash 4.17.21 and @shop/cart 1.0.0. '),
    ]);
  });

  test('refuses what is no bill', async () => {
    writeFileSync(tree.path('other.json'), '{}');
    const { code, err } = await plimsoll('scan', oci('cart'), '--sbom', tree.path('other.json'));
    expect([code, err]).toEqual([2, expect.stringContaining('PL_E_SBOM_FORMAT')]);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonArchive } from '../../src/catalogers/python/archive.ts';
import { pythonDistribution } from '../../src/catalogers/python/distribution.ts';
import { pythonDistributionFiles } from '../../src/catalogers/python/distribution-files.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';

/** What Python itself says of the distributions that are installed here: a JSON list. */
const TOLD = `
import importlib.metadata as m, json, os, re
print(json.dumps([{
  "directory": str(d._path), "name": re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(), "version": d.version,
  "files": [os.path.normpath(str(d.locate_file(f))) for f in d.files or []] if os.path.exists(os.path.join(str(d._path), "RECORD")) else None,
} for d in m.distributions() if d.metadata["Name"]]))
`;

interface Distribution {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[] | null;
}

function installed(): readonly Distribution[] {
  const { stdout } = spawnSync('python3', ['-c', TOLD], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(stdout);
}

async function read({ directory, files }: Distribution): Promise<Omit<Distribution, 'directory'>> {
  const metadata = ['METADATA', 'PKG-INFO', ''].map((name) => join(directory, name)).find((path) => existsSync(path));
  const [item] = await catalogText(pythonDistribution, metadata?.slice(1) ?? '', readFileSync(metadata ?? ''));
  if (item?.kind !== 'package') throw new Error(`${directory}: no package`);
  const { name, version } = item.package;
  if (files === null) return { name, version, files };
  const record = join(directory, 'RECORD');
  const [addition] = await catalogText(pythonDistributionFiles, record.slice(1), readFileSync(record));
  expect(item.keys).toContain(addition?.kind === 'addition' ? addition.key : undefined);
  return {
    name,
    version,
    files: addition?.kind === 'addition' ? (addition.files ?? []).map((path) => `/${path}`) : [],
  };
}

test.skipIf(!isInstalled('python3'))(
  'the distributions that are installed here are those of importlib.metadata (skipped without python3)',
  { timeout: 60_000 },
  async ({ skip }) => {
    const distributions = installed();
    skip(distributions.length === 0, 'no distribution is installed');
    for (const { directory, ...expected } of distributions) {
      expect(await read({ directory, ...expected })).toEqual(expected);
    }
  },
);

/** Where Debian keeps the wheels that a new environment is made with. */
const WHEELS = '/usr/share/python-wheels';

test.skipIf(!existsSync(WHEELS))('the wheels of Debian are what their names tell (skipped without any)', async () => {
  for (const name of readdirSync(WHEELS).filter((each) => each.endsWith('.whl'))) {
    const [item] = await catalogText(pythonArchive, `${WHEELS.slice(1)}/${name}`, readFileSync(join(WHEELS, name)));
    const [project = '', version = ''] = name.split('-');
    expect(item).toMatchObject({ package: { name: project.toLowerCase().replaceAll('_', '-'), version } });
  }
});

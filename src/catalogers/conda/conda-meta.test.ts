import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { condaMeta } from './conda-meta.ts';

const AT = 'opt/conda/envs/x/conda-meta/numpy-1.26.4-py311_0.json';

test('a package has its build, channel, digests and files', async () => {
  const record = {
    name: 'numpy',
    version: '1.26.4',
    build: 'py311_0',
    channel: 'https://conda.anaconda.org/conda-forge/linux-64',
    subdir: 'linux-64',
    license: 'BSD-3-Clause',
    md5: 'D41D8CD98F00B204E9800998ECF8427E',
    sha256: 'short',
    depends: ['python >=3.11,<3.12.0a0', 'libblas'],
    files: ['lib/python3.11/site-packages/numpy/__init__.py'],
  };
  expect(await catalogText(condaMeta, AT, JSON.stringify(record))).toEqual([
    {
      kind: 'package',
      package: {
        type: 'conda',
        name: 'numpy',
        version: '1.26.4',
        evidence: 'installed',
        architecture: 'linux-64',
        licences: ['BSD-3-Clause'],
        hashes: [{ algorithm: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' }],
        dependsOn: ['python', 'libblas'],
        details: { build: 'py311_0', channel: 'https://conda.anaconda.org/conda-forge/linux-64' },
      },
      files: ['opt/conda/envs/x/lib/python3.11/site-packages/numpy/__init__.py'],
    },
  ]);
});

test.each([
  ['{', ['line 1: no JSON that can be read']],
  ['[]', ['unknown: a record without a name']],
  ['{"name":"a","version":1}', ['unknown: a record without a version']],
])('%s is told', async (text, expected) => {
  expect(await told(condaMeta, AT, text)).toEqual(expected);
});

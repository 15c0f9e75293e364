import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { dotnetDependencies } from './dependencies.ts';
import { dotnetPackagesLock } from './packages-lock.ts';

const TARGET = '.NETCoreApp,Version=v8.0/linux-x64';

const DEPENDENCIES = {
  runtimeTarget: { name: TARGET, signature: '' },
  compilationOptions: {},
  targets: {
    '.NETCoreApp,Version=v8.0': { 'Wrong/1.0.0': { runtime: { 'x.dll': {} } } },
    [TARGET]: {
      'app/1.0.0': { dependencies: { 'Newtonsoft.Json': '13.0.3' }, runtime: { 'app.dll': {} } },
      'Newtonsoft.Json/13.0.3': { runtime: { 'lib/net6.0/Newtonsoft.Json.dll': { assemblyVersion: '13.0.0.0' } } },
      'Native/1.0.0': { runtimeTargets: { 'runtimes/linux/x.so': {} }, dependencies: { A: '1' } },
      'Meta/1.0.0': { dependencies: { A: '1' } },
      'Analyzer/1.0.0': {},
      'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { runtime: { 'System.dll': {} } },
    },
  },
  libraries: {
    'app/1.0.0': { type: 'project', serviceable: false, sha512: '' },
    'Newtonsoft.Json/13.0.3': { type: 'package', sha512: 'sha512-AAAA' },
    'Native/1.0.0': { type: 'package' },
    'Meta/1.0.0': { type: 'package' },
    'Analyzer/1.0.0': { type: 'package' },
    'Wrong/1.0.0': { type: 'package' },
    'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { type: 'runtimepack' },
  },
};

test('what a program loads, and what it brings of .NET itself, is told', async () => {
  expect(await told(dotnetDependencies, 'app/app.deps.json', JSON.stringify(DEPENDENCIES))).toEqual([
    'Newtonsoft.Json 13.0.3',
    'Native 1.0.0 needs A',
    'Microsoft.NETCore.App.Runtime.linux-x64 8.0.1',
  ]);
  expect(await catalogText(dotnetDependencies, 'app/app.deps.json', JSON.stringify(DEPENDENCIES))).toMatchObject([
    { package: { type: 'nuget', evidence: 'installed', hashes: [{ algorithm: 'sha512', value: '000000' }] } },
    {},
    {},
  ]);
});

test.each(['{}', '[]', '{"targets":[]}', '{"runtimeTarget":{"name":"__proto__"},"targets":{}}'])(
  'a document of another shape, %s, tells nothing',
  async (text) => {
    expect(await told(dotnetDependencies, 'app/app.deps.json', text)).toEqual([]);
  },
);

test('packages.lock.json tells each package once', async () => {
  const entry = { type: 'Transitive', resolved: '1.0.0', contentHash: 'AAAA', dependencies: { B: '1' } };
  const frameworks = {
    'net8.0': { A: entry, own: { type: 'Project' }, C: { type: 'Direct' } },
    'net8.0/linux-x64': { A: entry },
  };
  expect(
    await told(dotnetPackagesLock, 'src/packages.lock.json', JSON.stringify({ version: 1, dependencies: frameworks })),
  ).toEqual(['A 1.0.0 needs B', 'unknown: an entry without a version: C']);
});

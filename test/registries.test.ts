import { describe, expect, test } from 'vitest';
import { exportLine, exportName, lazyLine, type Registry, registryFaults } from './registries.ts';
import { listFiles, readText } from './repository.ts';

/** Every family of extensions (CONTRIBUTING.md). A folder is checked from the day it has an index. */
const REGISTRIES: readonly Registry[] = [
  { folder: 'src/rules', depth: 2, line: exportLine },
  { folder: 'src/detections', depth: 2, line: exportLine },
  { folder: 'src/catalogers', depth: 2, line: exportLine },
  { folder: 'src/versions', depth: 1, shared: ['compare.ts', 'order.ts'], line: exportLine },
  { folder: 'src/report', depth: 1, shared: ['format.ts', 'wire.ts'], line: lazyLine },
  { folder: 'src/cli/commands', depth: 1, line: lazyLine },
  { folder: 'src/server/routes', depth: 1, line: exportLine },
];

/** A folder of catalogers also holds what its members share, so a cataloger is known by what it declares. */
const PATHS = listFiles('src/**/*.ts').filter(
  (path) => !/^src\/catalogers\/[^/]+\/[^/]+\.ts$/.test(path) || readText(path).includes('= defineCataloger('),
);
const PRESENT = REGISTRIES.filter(({ folder }) => PATHS.includes(`${folder}/index.ts`));

describe('an index', () => {
  test('of every present family has a line for each file, in order', () => {
    const faults = PRESENT.flatMap((registry) =>
      registryFaults(registry, PATHS, readText(`${registry.folder}/index.ts`)),
    );
    expect(faults.join('\n')).toBe('');
  });

  const rules: Registry = { folder: 'src/rules', depth: 2, line: exportLine };
  const paths = [
    'src/rules/index.ts',
    'src/rules/define.ts',
    'src/rules/workload/host-pid.ts',
    'src/rules/workload/host-pid.test.ts',
    'src/rules/workload/privileged-container.ts',
    'src/rules/testdata/pod.ts',
    'src/gate/workload/other.ts',
  ];

  test('that lacks a member prints the line to write', () => {
    expect(registryFaults(rules, paths, exportLine('workload/host-pid'))).toEqual([
      "src/rules/index.ts lacks the line of workload/privileged-container:\n  export { privilegedContainer } from './workload/privileged-container.ts';",
    ]);
  });

  test('is complete whatever the form of its lines', () => {
    const imports =
      "import { a } from './workload/host-pid.ts';\nconst b = () => import('./workload/privileged-container.ts');";
    expect(registryFaults(rules, paths, imports)).toEqual([]);
  });

  test('that is not sorted names what stands too late', () => {
    const lines = [exportLine('workload/privileged-container'), exportLine('workload/host-pid')].join('\n');
    expect(registryFaults(rules, paths, lines)).toEqual([
      'src/rules/index.ts is not sorted: workload/host-pid stands too late',
    ]);
  });

  test('of commands loads each when it is asked for', () => {
    expect(lazyLine('check')).toBe("'check': async () => import('./check.ts'),");
  });

  test.each([
    ['workload/privileged-container', 'privilegedContainer'],
    ['dpkg', 'dpkg'],
    ['pep440', 'pep440'],
    ['workload/run-as-user-0', 'runAsUser0'],
  ])('calls %s %s', (path, name) => {
    expect(exportName(path)).toBe(name);
  });
});

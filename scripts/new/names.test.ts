import { describe, expect, test } from 'vitest';
import { exportLine } from '../../test/registries.ts';
import { addSortedLine, refusalOf } from './names.ts';

describe('npm run new', () => {
  test.each([
    [undefined, '', 'usage: npm run new rule'],
    ['rul', 'workload/a', 'usage: npm run new rule'],
    ['rule', '', '"" is no area: it is one of image, workload'],
    ['rule', 'pods/a', '"pods" is no area'],
    ['rule', 'workload', '"workload" is no rule id'],
    ['rule', 'workload/HostPid', 'is no rule id'],
    ['rule', 'workload/host_pid', 'is no rule id'],
    ['rule', 'workload/a/b', 'is no rule id'],
    ['rule', 'workload/../../x', 'is no rule id'],
    ['rule', 'workload/-a', 'is no rule id'],
  ])('%s %s is refused: %s', (kind, path, refusal) => {
    expect(refusalOf(kind, path)).toContain(refusal);
  });

  test('accepts a path of area and name', () => {
    expect(refusalOf('rule', 'workload/host-pid')).toBeUndefined();
  });

  test('puts the line where it belongs and leaves the others', () => {
    const a = exportLine('access/a');
    const n = exportLine('network/n');
    const w = exportLine('workload/w');
    expect(addSortedLine('', n)).toBe(`${n}\n`);
    expect(addSortedLine(`${n}\n`, a)).toBe(`${a}\n${n}\n`);
    expect(addSortedLine(`// the rules\n${a}\n${w}\n`, n)).toBe(`// the rules\n${a}\n${n}\n${w}\n`);
    expect(addSortedLine(`${a}\n${n}\n\nexport const X = 1;\n`, w)).toBe(`${a}\n${n}\n${w}\n\nexport const X = 1;\n`);
  });
});

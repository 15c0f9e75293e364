import { describe, expect, test } from 'vitest';
import { listFiles, readText } from '../../test/repository.ts';
import { addRelease, readFragment, releaseSection } from './fragments.ts';

test('every fragment in changes/ is well formed', () => {
  const paths = listFiles('changes/*').filter((path) => path !== 'changes/README.md');
  const faults = paths.map((path) => readFragment(path, readText(path))).filter((read) => typeof read === 'string');
  expect(faults.join('\n')).toBe('');
});

describe('a fragment', () => {
  test('is a kind, a title and a reason', () => {
    expect(readFragment('changes/packed-charts.md', 'Added: read packed charts\n\nThey come so.\nAlways.\n')).toEqual({
      kind: 'Added',
      title: 'read packed charts',
      why: 'They come so.\nAlways.',
    });
  });

  test('may have the line ends of Windows', () => {
    expect(readFragment('changes/a.md', 'Fixed: a\r\n\r\nb\r\n')).toEqual({ kind: 'Fixed', title: 'a', why: 'b' });
  });

  test.each([
    ['changes/A b.md', 'Added: a\n\nb', 'lower case'],
    ['changes/a.txt', 'Added: a\n\nb', 'lower case'],
    ['changes/a.md', '', 'the first line'],
    ['changes/a.md', 'Changed: a\n\nb', 'one of Security, Breaking, Added, Fixed'],
    ['changes/a.md', 'added: a\n\nb', 'one of Security'],
    ['changes/a.md', 'Added: a.\n\nb', 'full stop'],
    ['changes/a.md', 'Added: a', 'the reason'],
    ['changes/a.md', 'Added: a\nb', 'an empty line'],
    ['changes/a.md', 'Added: a\n\n## b', 'no headings'],
  ])('%s with %j is refused: %s', (path, text, fault) => {
    expect(readFragment(path, text)).toContain(fault);
  });
});

describe('a release', () => {
  const section = releaseSection('0.2.0', '2026-12-01', [
    { kind: 'Fixed', title: 'count init containers', why: 'They run too.' },
    { kind: 'Security', title: 'mask tokens', why: 'They were shown.\n\nIn logs.' },
  ]);

  test('tells what is grave first', () => {
    expect(section).toBe(
      '## 0.2.0 (2026-12-01)\n\n### Security\n\n- **mask tokens.** They were shown.\n\n  In logs.\n\n### Fixed\n\n- **count init containers.** They run too.',
    );
  });

  test('stands before the older ones', () => {
    const first = addRelease('# Changelog\n\nHead.\n', '## 0.1.0\n\na');
    expect(addRelease(first, '## 0.2.0\n\nb')).toBe('# Changelog\n\nHead.\n\n## 0.2.0\n\nb\n\n## 0.1.0\n\na\n');
  });
});

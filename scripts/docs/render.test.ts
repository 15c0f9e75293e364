import { describe, expect, test } from 'vitest';
import { differences, renderDocumentation } from './render.ts';

const rules = { name: 'rules', render: () => '| a |\n' };
const page = { path: 'docs/reference/rules.md', render: () => '# Rules\n' } as const;

describe('documentation', () => {
  test('has its blocks filled and everything else left as it was written', () => {
    const present = new Map([['README.md', '# A\n\n<!-- generated:rules -->\nold\n<!-- /generated -->\n\nend\n']]);
    expect(renderDocumentation(present, [], [rules]).get('README.md')).toBe(
      '# A\n\n<!-- generated:rules -->\n\n| a |\n\n<!-- /generated -->\n\nend\n',
    );
  });

  test('is the same when it is rendered twice', () => {
    const present = new Map([['README.md', '<!-- generated:rules -->\n<!-- /generated -->\n']]);
    const once = renderDocumentation(present, [page], [rules]);
    expect(differences(once, renderDocumentation(once, [page], [rules]))).toEqual([]);
  });

  test('fills two blocks of one file', () => {
    const text = '<!-- generated:rules -->\n<!-- /generated -->\nx\n<!-- generated:rules -->\n<!-- /generated -->\n';
    expect(
      renderDocumentation(new Map([['a.md', text]]), [], [rules])
        .get('a.md')
        ?.match(/\| a \|/g),
    ).toHaveLength(2);
  });

  test('keeps a dollar sign of what is rendered', () => {
    const present = new Map([['README.md', '<!-- generated:x -->\n<!-- /generated -->']]);
    const wanted = renderDocumentation(present, [], [{ name: 'x', render: () => "$& $1 $'" }]);
    expect(wanted.get('README.md')).toContain("$& $1 $'");
  });

  test('names a block that nothing renders, and a renderer that no file has a place for', () => {
    const present = new Map([['README.md', '<!-- generated:x -->\n<!-- /generated -->']]);
    expect(() => renderDocumentation(present, [], [])).toThrow('README.md: nothing renders <!-- generated:x -->');
    expect(() => renderDocumentation(new Map(), [], [rules])).toThrow('no file has a place <!-- generated:rules -->');
  });

  test('differs where a page is changed, missing or left over', () => {
    const present = new Map([
      ['docs/reference/rules.md', '# Old\n'],
      ['docs/reference/gone.md', '# Gone\n'],
      ['docs/guide/first.md', '# First\n'],
    ]);
    expect(differences(present, renderDocumentation(present, [page], []))).toEqual([
      'docs/reference/gone.md',
      'docs/reference/rules.md',
    ]);
    expect(differences(new Map(), renderDocumentation(new Map(), [page], []))).toEqual(['docs/reference/rules.md']);
  });
});

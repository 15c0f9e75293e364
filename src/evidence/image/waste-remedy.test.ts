import { expect, test } from 'vitest';
import { type Carried, type Waste, wasteRemedy } from './waste-remedy.ts';

const file = (path: string, more: Partial<Carried> = {}): Carried => ({ path, layer: 0, size: 1, note: '', ...more });
const replacement = { isCopy: true, mode: 0o100_755, userId: 10_001, groupId: 0 };

test.each<[Waste, instruction: string, Carried, expected: string]>([
  ['deleted', 'RUN', file('tmp/a'), '`&& rm -rf /tmp/a`'],
  ['deleted', 'RUN', file("tmp/it's; reboot"), String.raw`rm -rf '/tmp/it'\''s; reboot'`],
  ['deleted', 'COPY', file('tmp/a'), '`.dockerignore`'],
  ['deleted', '', file('tmp/a'), 'that of the rule'],
  ['copied', 'COPY', file('srv/a', { replacement }), '`COPY --chown=10001:0 --chmod=0755`'],
  ['copied', 'RUN', file('srv/a', { replacement }), '`&& chown 10001:0 /srv/a && chmod 0755 /srv/a`'],
  ['replaced', 'RUN', file('srv/a'), 'that of the rule'],
  ['duplicated', 'RUN', file('srv/b', { of: 'srv/a' }), '`ln -s /srv/a /srv/b`'],
])('what is %s after %s', (waste, instruction, carried, expected) => {
  expect(wasteRemedy(waste, [carried], instruction) ?? 'that of the rule').toContain(expected);
});

test('a command names a few files, and says that there are more', () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => file(name));
  expect(wasteRemedy('deleted', files, 'RUN')).toContain('rm -rf /a /b /c ...');
});

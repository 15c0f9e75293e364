import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { osRelease } from './os-release.ts';

test('the distribution is told with quotes taken off', async () => {
  const text = `# made by hand
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
VERSION_ID="12"
VERSION_CODENAME=bookworm
ID=debian
ID_LIKE='a b'
HOME_URL="https://example.com/\\$x"
`;
  expect(await catalogText(osRelease, 'etc/os-release', text)).toEqual([
    {
      kind: 'distribution',
      distribution: {
        id: 'debian',
        like: ['a', 'b'],
        version: '12',
        codename: 'bookworm',
        prettyName: 'Debian GNU/Linux 12 (bookworm)',
        cpe: '',
        variant: '',
      },
      rank: 0,
    },
  ]);
});

test('what is damaged is told', async () => {
  expect(await catalogText(osRelease, 'usr/lib/os-release', 'NAME=x\nhello\n')).toEqual([
    { kind: 'unknown', reason: 'a line that is no assignment', line: 2 },
    { kind: 'unknown', reason: 'no ID that names the distribution' },
  ]);
});

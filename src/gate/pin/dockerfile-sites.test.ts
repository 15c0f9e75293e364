import { describe, expect, test } from 'vitest';
import { spliceText } from '../../manifests/edit/splice.ts';
import { applyDigests } from './apply-digests.ts';
import { dockerfileImages } from './dockerfile-sites.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

async function pin(text: string): Promise<string> {
  const { sites } = await dockerfileImages({ path: 'Dockerfile', text });
  const wanted = sites.map((site) => ({ site, digest: DIGEST }));
  return spliceText(text, applyDigests(text, wanted).splices);
}

describe('a Dockerfile', () => {
  test.each([
    ['FROM nginx:1.27\n', `FROM nginx:1.27@${DIGEST}\n`],
    ['from nginx\r\nRUN true\r\n', `from nginx:latest@${DIGEST}\r\nRUN true\r\n`],
    ['FROM --platform=linux/amd64 go:1.24 AS build', `FROM --platform=linux/amd64 go:1.24@${DIGEST} AS build`],
    [`FROM nginx:1.27@${OTHER}\n`, `FROM nginx:1.27@${DIGEST}\n`],
    ['FROM \\\n  nginx:1.27\n', `FROM \\\n  nginx:1.27@${DIGEST}\n`],
    ['# escape=`\nFROM `\n  nginx:1.27\n', `# escape=\`\nFROM \`\n  nginx:1.27@${DIGEST}\n`],
    ['FROM a:1\nCOPY --from=b:2 /x /y\n', `FROM a:1@${DIGEST}\nCOPY --from=b:2@${DIGEST} /x /y\n`],
    [
      'FROM a:1 AS Build\nFROM build\nCOPY --from=build /x /y\nCOPY --from=0 /x /y\n',
      `FROM a:1@${DIGEST} AS Build\nFROM build\nCOPY --from=build /x /y\nCOPY --from=0 /x /y\n`,
    ],
    ['FROM scratch\n', 'FROM scratch\n'],
    [
      'FROM a:1\nRUN <<EOF\nFROM b:1\nEOF\nFROM c:1\n',
      `FROM a:1@${DIGEST}\nRUN <<EOF\nFROM b:1\nEOF\nFROM c:1@${DIGEST}\n`,
    ],
    ['ARG V=1\nFROM a:${V}\n', 'ARG V=1\nFROM a:${V}\n'],
  ])('%j', async (before, after) => {
    const once = await pin(before);
    expect(once).toBe(after);
    expect(await pin(once)).toBe(once);
  });

  test('what build arguments give is known, and not written', async () => {
    const { sites } = await dockerfileImages({ path: 'Dockerfile', text: 'ARG V=1\nFROM a:${V}\nFROM b:${W}\n' });
    expect(sites).toMatchObject([
      { text: 'a:1', image: { tag: '1' }, writing: { by: 'layout' } },
      { text: 'b:${W}', image: 'tag' },
    ]);
  });

  test('what a build would refuse is told', async () => {
    const { missing } = await dockerfileImages({ path: 'Dockerfile', text: 'FRON a:1\n' });
    expect(missing).toMatchObject([{ code: 'PL_E_DOCKERFILE_SYNTAX', line: 1 }]);
  });
});

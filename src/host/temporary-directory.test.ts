import { spawn } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { inTemporaryDirectory } from './temporary-directory.ts';

test('a temporary directory is gone afterwards', async () => {
  const directory = await inTemporaryDirectory(async (made) => {
    writeFileSync(join(made, 'file'), '');
    return made;
  });
  expect(existsSync(directory)).toBe(false);
});

test.skipIf(process.platform === 'win32')('a temporary directory is private', async () => {
  expect(await inTemporaryDirectory(async (made) => statSync(made).mode & 0o777)).toBe(0o700);
});

test('a temporary directory is gone after an error', async () => {
  let directory = '';
  const work = inTemporaryDirectory(async (made) => {
    directory = made;
    throw new Error('on purpose');
  });
  await expect(work).rejects.toThrow('on purpose');
  expect(existsSync(directory)).toBe(false);
});

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'a temporary directory is gone after %s, which ends the process as it would have',
  async (signal) => {
    const module = join(dirname(fileURLToPath(import.meta.url)), 'temporary-directory.ts');
    const script = `import { inTemporaryDirectory } from ${JSON.stringify(module)};
      await inTemporaryDirectory(async (made) => {
        console.log(made);
        await new Promise((done) => setTimeout(done, 60_000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const directory = await new Promise<string>((resolve) => {
      child.stdout.once('data', (text: Buffer) => {
        resolve(text.toString().trim());
      });
    });
    expect(existsSync(directory)).toBe(true);
    const ended = new Promise((resolve) => {
      child.once('close', (_code, by) => {
        resolve(by);
      });
    });
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(existsSync(directory)).toBe(false);
  },
);

test.skipIf(process.platform === 'win32')(
  'a place for temporary files that is not there is told, and is no bug of ours',
  async () => {
    vi.stubEnv('TMPDIR', join(tmpdir(), 'plimsoll-is-not-there'));
    const work = inTemporaryDirectory(async () => 1);
    await expect(work).rejects.toMatchObject({ problem: { code: 'PL_E_TEMPORARY_DIRECTORY', exit: 2 } });
    vi.unstubAllEnvs();
  },
);

import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { ProcessCall } from '../core/ports.ts';
import { nodeProcesses } from './node-processes.ts';

/** Runs a script by the Node.js of this test. */
async function run(script: string, more: Partial<ProcessCall> = {}): Promise<unknown> {
  const call = { program: process.execPath, arguments: ['-e', script], maxOutputBytes: 100_000, maxSeconds: 30 };
  const result = await nodeProcesses.run({ ...call, ...more });
  return 'output' in result ? { ...result, output: Buffer.from(result.output).toString() } : result;
}

describe('a program', () => {
  test.each<[string, string, Partial<ProcessCall>, object]>([
    ['that ends', 'console.log(1)', {}, { state: 'ended', exitCode: 0, output: '1\n', errors: '' }],
    [
      'that fails',
      'console.error(2); process.exitCode = 7',
      {},
      { state: 'ended', exitCode: 7, output: '', errors: '2\n' },
    ],
    ['that reads its input', 'process.stdin.pipe(process.stdout)', {}, { state: 'ended', exitCode: 0, output: '' }],
    [
      'in a directory',
      'console.log(process.cwd())',
      { directory: realpathSync(tmpdir()) },
      { state: 'ended', output: `${realpathSync(tmpdir())}\n` },
    ],
    ['that writes up to the limit', 'process.stdout.write("x".repeat(10))', { maxOutputBytes: 10 }, { state: 'ended' }],
    ['that writes more', 'process.stdout.write("x".repeat(11))', { maxOutputBytes: 10 }, { state: 'too-large' }],
    [
      'that writes without end',
      'setInterval(() => process.stdout.write("x".repeat(100)))',
      { maxOutputBytes: 1000 },
      { state: 'too-large' },
    ],
    ['that complains a lot', 'process.stderr.write("x".repeat(5e6))', {}, { state: 'ended', exitCode: 0 }],
    ['that never ends', 'setInterval(() => {}, 1000)', { maxSeconds: 0.2 }, { state: 'too-long' }],
    ['that is not there', '', { program: 'plimsoll-no-such-program' }, { state: 'absent' }],
  ])('%s', async (_, script, more, result) => {
    expect(await run(script, more)).toMatchObject(result);
  });

  test('has the environment that it is given, and no other', async () => {
    const script = 'console.log(Object.keys(process.env).filter((name) => !name.startsWith("_")).join())';
    expect(await run(script, { environment: { ONLY: 'this' } })).toMatchObject({ output: 'ONLY\n' });
  });

  test('gets its arguments as they are: no shell reads them', async () => {
    const written = ['$(id)', '; exit 3', "'", '"', '*', '%PATH%'];
    const call = { program: process.execPath, maxOutputBytes: 1000, maxSeconds: 30 };
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const result = await nodeProcesses.run({ ...call, arguments: ['-e', script, '--', ...written] });
    expect(result.state === 'ended' && JSON.parse(Buffer.from(result.output).toString())).toEqual(written);
  });
});

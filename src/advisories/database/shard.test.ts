import { zstdCompressSync } from 'node:zlib';
import { array, assert, asyncProperty, nat, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../formats/byte-source.ts';
import type { Advisory, Affected } from '../advisory.ts';
import { DamagedShard } from './damaged-shard.ts';
import type { KeptAdvisory } from './kept-advisory.ts';
import { Shard } from './read-shard.ts';
import { FOOTER_BYTES, MARK, SHARD_FORMAT } from './shard.ts';
import { ShardWriter } from './write-shard.ts';

function advisory(id: string, affected: readonly Affected[], over: Partial<Advisory> = {}): Advisory {
  return {
    id,
    aliases: [`${id}-alias`],
    upstream: [],
    related: [],
    withdrawn: undefined,
    modified: '2024-01-01T00:00:00Z',
    published: undefined,
    summary: undefined,
    severity: [],
    rated: 'HIGH',
    affected,
    ...over,
  };
}

function entry(ecosystem: string, name: string, fixed: string, over: Partial<Affected> = {}): Affected {
  const events = [
    { kind: 'introduced' as const, version: '0' },
    { kind: 'fixed' as const, version: fixed },
  ];
  return {
    ecosystem,
    name,
    ranges: [{ type: 'ECOSYSTEM', events }],
    versions: [],
    severity: [],
    specific: {},
    ...over,
  };
}

function shardsOf(base: string, ...advisories: readonly Advisory[]): ReadonlyMap<string, Uint8Array> {
  const writer = new ShardWriter(base);
  for (const each of advisories) writer.add(each);
  return new Map(writer.shards());
}

async function open(shard: Uint8Array | undefined): Promise<Shard> {
  return Shard.open(memorySource(shard ?? new Uint8Array()));
}

/** What is kept, as short texts: the id of each advisory and where it is fixed. */
async function told(kept: readonly KeptAdvisory[]): Promise<readonly string[]> {
  return Promise.all(
    kept.map(async (each) => {
      const fixes = each.entries.flatMap(({ ranges }) =>
        ranges.flatMap(({ events }) => events.map(({ version }) => version)),
      );
      return `${(await each.head()).id} ${fixes.join(' ')}`;
    }),
  );
}

describe('a shard', () => {
  test('tells the advisories of its ecosystem for a package, with their heads', async () => {
    const shards = shardsOf(
      'npm',
      advisory('A', [entry('npm', 'x', '1'), entry('npm', 'y', '2'), entry('PyPI', 'x', '3')]),
      advisory('B', [entry('npm', 'x', '4')]),
      advisory('C', [entry('npm', 'x', '5')], { withdrawn: '2024-01-01T00:00:00Z' }),
    );
    expect([...shards.keys()]).toEqual(['npm']);
    const shard = await open(shards.get('npm'));
    expect(shard.index).toMatchObject({
      ecosystem: 'npm',
      advisories: 2,
      packages: 2,
      modified: '2024-01-01T00:00:00Z',
    });
    expect(await told(await shard.lookUp('x'))).toEqual(['A 0 1', 'B 0 4']);
    expect(await told(await shard.lookUp('y'))).toEqual(['A 0 2']);
    expect(await shard.lookUp('xx')).toEqual([]);
    const [first] = await shard.lookUp('x');
    expect(await first?.head()).toMatchObject({
      aliases: ['A-alias'],
      judgement: { severity: 'high', by: 'the database' },
    });
  });

  test('keeps what an ecosystem tells, versions and every kind of event, and no commits', async () => {
    const odd: Affected = {
      ecosystem: 'Go',
      name: 'm',
      ranges: [
        { type: 'GIT', events: [{ kind: 'introduced', version: 'abc' }] },
        {
          type: 'SEMVER',
          events: [
            { kind: 'introduced', version: '1.0.0' },
            { kind: 'last_affected', version: '1.2.0' },
            { kind: 'limit', version: '*' },
          ],
        },
      ],
      versions: ['3.0.0'],
      severity: [],
      specific: { imports: [{ path: 'm/p', symbols: ['F'] }], note: 'for people' },
    };
    const shard = await open(shardsOf('Go', advisory('A', [odd])).get('Go'));
    const [kept] = await shard.lookUp('m');
    const [first, ...more] = kept?.entries ?? [];
    const versions: string[] = [];
    first?.versions.forEach((version) => versions.push(version));
    const ranges = odd.ranges.slice(1).map(({ events }) => ({ type: 'ECOSYSTEM', events }));
    expect([{ ...first, versions }, ...more]).toEqual([{ ...odd, ranges, specific: {} }]);
    expect(kept?.imports?.()).toEqual([{ path: 'm/p', symbols: ['F'] }]);
  });

  test('finds packages of any name', async () => {
    const names = ['"', '\\', '\\"', 'a\\\\"b', '\n', '\u2028', '', '["x"', 'é', '__proto__'];
    const packages = names.map((name, number) => entry('npm', name, `${number}`));
    const shard = await open(shardsOf('npm', advisory('A', packages)).get('npm'));
    for (const [number, name] of names.entries())
      expect(await told(await shard.lookUp(name))).toEqual([`A 0 ${number}`]);
  });

  test('costs little for packages that are malicious as a whole', () => {
    const writer = new ShardWriter('npm');
    const events = [{ kind: 'introduced' as const, version: '0' }];
    for (let number = 0; number < 5000; number += 1) {
      const whole = entry('npm', `pack-${(number * 7919) % 104_729}`, '', { ranges: [{ type: 'SEMVER', events }] });
      writer.add(advisory(`MAL-2024-${number}`, [whole], { aliases: [], rated: undefined }));
    }
    const bytes = [...writer.shards()].reduce((sum, [, shard]) => sum + shard.length, 0);
    expect(bytes / 5000).toBeLessThan(20);
  });

  test('has a severity for each package where they differ', async () => {
    const shard = await open(
      shardsOf(
        'Debian',
        advisory('A', [
          entry('Debian:12', 'x', '1', { specific: { urgency: 'unimportant' } }),
          entry('Debian:12', 'y', '1', { specific: { urgency: 'high' } }),
        ]),
      ).get('Debian:12'),
    );
    const severities = await Promise.all(
      ['x', 'y'].map(async (name) => (await (await shard.lookUp(name))[0]?.head())?.judgement.severity),
    );
    expect(severities).toEqual(['info', 'high']);
    expect(shard.index.advisories).toBe(1);
  });

  test('answers as the advisories themselves do', async () => {
    const names = string({ maxLength: 3 });
    const affected = array(tuple(names, nat(9)), { maxLength: 6 });
    await assert(
      asyncProperty(array(affected, { maxLength: 300 }), names, async (written, absent) => {
        const advisories = written.map((entries, id) =>
          advisory(
            `${id}`,
            entries.map(([name, fixed]) => entry('npm', name, `${fixed}`)),
          ),
        );
        const bytes = shardsOf('npm', ...advisories).get('npm');
        if (bytes === undefined) return;
        const shard = await open(bytes);
        for (const name of new Set([absent, ...written.flat().map(([each]) => each)])) {
          const expected = advisories.flatMap(({ id, affected: entries }) => {
            const here = entries.filter((each) => each.name === name);
            return here.length === 0
              ? []
              : [
                  `${id} ${here.flatMap(({ ranges }) => ranges.flatMap(({ events }) => events.map(({ version }) => version))).join(' ')}`,
                ];
          });
          expect(await told(await shard.lookUp(name))).toEqual(expected);
        }
      }),
      { numRuns: 50 },
    );
  });
});

async function answer(bytes: Uint8Array): Promise<string> {
  try {
    return (await told(await (await open(bytes)).lookUp('x'))).join();
  } catch (error) {
    if (error instanceof DamagedShard) return 'damaged';
    throw error;
  }
}

describe('what is too large for a shard', () => {
  test('refuses an advisory with more names than a block may have', () => {
    const writer = new ShardWriter('npm');
    const named = advisory('A', [entry('npm', 'x', '1')], {
      related: Array.from({ length: 10_000 }, () => 'CVE-2024-1'),
    });
    expect(writer.add(named)).toBe('its names have more than 65536 characters');
    expect([...writer.shards()]).toEqual([]);
  });

  test('takes no more of one package than can be unpacked again', async () => {
    const writer = new ShardWriter('npm');
    expect(writer.add(large('A', 30e6))).toBeUndefined();
    expect(writer.add(large('B', 29e6))).toBe('with it more than 33554432 bytes would be kept of one package');
    expect(writer.add(large('C', 10))).toBeUndefined();
    const shard = await open(new Map(writer.shards()).get('npm'));
    expect(await told(await shard.lookUp('x'))).toEqual(['A 0 1', 'C 0 1']);
  });

  test('packages of which much is said lie in blocks of their own', async () => {
    const packages = Array.from({ length: 10 }, (_, number) =>
      entry('npm', `x${number}`, '1', { versions: ['1'.repeat(50_000)] }),
    );
    const shard = await open(shardsOf('npm', advisory('A', packages)).get('npm'));
    expect(shard.index.names.map(([first]) => first)).toEqual(['x0', 'x2', 'x4', 'x6', 'x8']);
    for (const { name } of packages) expect(await told(await shard.lookUp(name))).toEqual(['A 0 1']);
  });
});

function large(id: string, length: number): Advisory {
  return advisory(id, [entry('npm', 'x', '1', { versions: ['1'.repeat(length)] })]);
}

describe('a damaged shard', () => {
  const whole =
    shardsOf('npm', advisory('A', [entry('npm', 'x', '1')]), advisory('B', [entry('npm', 'y', '1')])).get('npm') ??
    new Uint8Array();

  test('is told wherever a byte is not what it was, or the answer is the right one', async () => {
    for (const position of whole.keys()) {
      const damaged = Uint8Array.from(whole);
      damaged[position] = (damaged[position] ?? 0) ^ 0x41;
      expect(['damaged', 'A 0 1']).toContain(await answer(damaged));
    }
  });

  test('is told wherever it is cut off', async () => {
    for (const length of whole.keys()) expect(await answer(whole.subarray(0, length))).toBe('damaged');
  });

  test('is told where its blocks are whole and hold other things than they should', async () => {
    for (const block of [
      '',
      '\n',
      'null\n',
      '"x"\n',
      '[1]\n[[],[0,[[]]]]\n',
      '["x\n',
      '["x"]\n',
      '["x"]\nnull\n',
      '["x"]\n[1]\n',
      '["x"]\n[[1]]\n',
      '["x"]\n[[],1]\n',
      '["x"]\n[[],0]\n',
      '["x"]\n[[],0,1]\n',
      '["x"]\n[[],0,-1]\n',
      '["x"]\n[[],[0,1]]\n',
      '["x"]\n[[],[0,[1]]]\n',
      '["x"]\n[[],[0,[[0]]]]\n',
      '["x"]\n[[],[0,[[["E"]]]]]\n',
      '["x"]\n[["1"],[0,[[[0,8]]]]]\n',
      '["x"]\n[["1"],[0,[[],[2,2]]]]\n',
      '["x"]\n[["1"],[0,[[],[1,0]]]]\n',
      '["x"]\n[["1"],[0,[[],[1]]]]\n',
      '["x"]\n[["1"],[0,[[],[1,1,1,1,1,1]]]]\n',
      '["x"]\n[[],[0,[[]]]\n',
      '["x"]\n[[],[0,[[]]]]\n[]\n',
      '["x"]\n[[],[0,[[]]]]\n',
      '["x"]\n[[],[0,[[]]]]',
    ]) {
      expect(await answer(shardWith(block)), block).toBe('damaged');
    }
  });
});

test('a shard of another format says that another version wrote it', async () => {
  const opened = Shard.open(memorySource(shardWith('["x"]\n[[],[0,[[]]]]\n', SHARD_FORMAT - 1)));
  await expect(opened).rejects.toThrow('another version of Plimsoll wrote it');
  const problem = await opened.catch((error: unknown) =>
    error instanceof DamagedShard ? error.problemAt('db') : error,
  );
  expect(problem).toMatchObject({
    code: 'PL_E_DATABASE_FORMAT',
    message: 'Another version of Plimsoll wrote the advisory database in db.',
    remedy: expect.stringContaining('plimsoll db update --db db'),
  });
});

/** A shard whose only block of packages is this. */
function shardWith(lines: string, format: number = SHARD_FORMAT): Uint8Array {
  const packages = zstdCompressSync(lines);
  const index = zstdCompressSync(
    JSON.stringify({
      format,
      ecosystem: 'npm',
      modified: '',
      advisories: 1,
      packages: 1,
      heads: [],
      names: [['x', 0, packages.length]],
    }),
  );
  const footer = Buffer.alloc(FOOTER_BYTES);
  footer.write(MARK);
  footer.writeBigUInt64LE(BigInt(packages.length), MARK.length);
  footer.writeBigUInt64LE(BigInt(index.length), MARK.length + 8);
  return Buffer.concat([packages, index, footer]);
}

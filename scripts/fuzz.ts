// `npm run fuzz TARGET -- [--seconds 10] [--seed 1]`: feeds a reader (catalogers, chunked, dockerfile, executable, formats, manifests, policy, render, rpmdb, sbom, tar, vex or zip) broken input, and fails on a crash or a hang.

import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { catalogers } from '../test/fuzz/catalogers.ts';
import { chunked } from '../test/fuzz/chunked.ts';
import { dockerfile } from '../test/fuzz/dockerfile.ts';
import { executable } from '../test/fuzz/executable.ts';
import { formats } from '../test/fuzz/formats.ts';
import { manifests } from '../test/fuzz/manifests.ts';
import { corpus, Mutator } from '../test/fuzz/mutator.ts';
import { policy } from '../test/fuzz/policy.ts';
import { rendering } from '../test/fuzz/render.ts';
import { rpmdb } from '../test/fuzz/rpmdb.ts';
import { sbom } from '../test/fuzz/sbom.ts';
import { tar } from '../test/fuzz/tar.ts';
import type { FuzzTarget } from '../test/fuzz/target.ts';
import { vex } from '../test/fuzz/vex.ts';
import { zip } from '../test/fuzz/zip.ts';

/** Milliseconds that one input may take. */
const PATIENCE = 2000;

const TARGETS: Readonly<Record<string, FuzzTarget>> = {
  catalogers,
  chunked,
  dockerfile,
  executable,
  formats,
  manifests,
  policy,
  render: rendering,
  rpmdb,
  sbom,
  tar,
  vex,
  zip,
};

/** Those that read bytes, which manifests are of no use for. */
const BINARY = ['chunked', 'executable', 'rpmdb', 'tar', 'zip'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const [name = ''] = positionals;
const target = TARGETS[name];
if (target === undefined) {
  console.error(`name what to feed: ${Object.keys(TARGETS).join(', ')}`);
  process.exitCode = 2;
} else
  await fuzz(
    target,
    ['catalogers', 'dockerfile', 'policy', 'render', 'sbom', 'vex', ...BINARY].includes(name) ? [] : corpus(),
  );

async function fuzz(fed: FuzzTarget, texts: readonly string[]): Promise<void> {
  const mutator = new Mutator(Number(values.seed), fed.seeds, texts);
  const seconds = Number(values.seconds);
  const end = performance.now() + seconds * 1000;
  let inputs = 0;
  let slowest = 0;
  for (; performance.now() < end; inputs += 1) {
    // What Node.js does between two tasks, such as giving memory back, has its turn.
    if (inputs % 1000 === 0) await setImmediate();
    const text = mutator.next();
    const start = performance.now();
    try {
      await fed.check(text, mutator);
    } catch (error) {
      console.error(`seed ${values.seed}, input ${inputs}: ${JSON.stringify(text)}`);
      throw error;
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > PATIENCE)
      throw new Error(`seed ${values.seed}, input ${inputs} took ${took.toFixed(0)} ms: ${JSON.stringify(text)}`);
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name}, seed ${values.seed}: ${inputs} inputs, ${(inputs / seconds).toFixed(0)} a second, slowest ${slowest.toFixed(0)} ms, peak memory ${memory} MiB`,
  );
}

// `npm run format`: writes every file as `npm run check` wants it, imports sorted.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../test/repository.ts';

const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const { status } = spawnSync(process.execPath, [biome, 'check', '--write', '.'], { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../test/repository.ts';

const PLACE = join(ROOT, '.cache/bench-image');

const SYSTEM = 'nginx postgresql python3 ruby bundler php-cli nodejs gcc git prometheus skopeo ripgrep';
const NODE = 'express@4 pg@8 lodash@4 axios@1 react@18 react-dom@18 typescript@5';
const PYTHON = 'flask requests sqlalchemy psycopg2-binary numpy';

/** Debian, its packages for several languages, a Node.js application and Python's packages: a layer each, made once. */
const STEPS = [
  'umoci init --layout new && umoci new --image new:v1 && umoci unpack --image new:v1 bundle',
  'debootstrap --variant=minbase bookworm bundle/rootfs && umoci repack --refresh-bundle --image new:v1 bundle',
  'cp /etc/resolv.conf bundle/rootfs/etc/ && cp /etc/apt/apt.conf.d/* bundle/rootfs/etc/apt/apt.conf.d/',
  `chroot bundle/rootfs env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${SYSTEM}`,
  'umoci repack --refresh-bundle --image new:v1 bundle && mkdir -p bundle/rootfs/srv/app',
  `cd bundle/rootfs/srv/app && npm init -y && npm install --ignore-scripts --no-audit --no-fund ${NODE}`,
  'umoci repack --refresh-bundle --image new:v1 bundle',
  `pip3 install --target bundle/rootfs/opt/python ${PYTHON}`,
  'umoci repack --refresh-bundle --image new:v1 bundle',
  'rm -rf bundle',
] as const;

const TOOLS = ['debootstrap', 'umoci', 'chroot', 'npm', 'pip3'] as const;

/**
 * The layout of an image of some 500 MB packed: the one that `PLIMSOLL_BENCH_LAYOUT` names, or one that is made. Undefined where that takes root
 * or a tool that is not there.
 */
export function benchLayout(): string | undefined {
  const named = process.env['PLIMSOLL_BENCH_LAYOUT'];
  if (named !== undefined) return named;
  const layout = join(PLACE, 'layout');
  if (existsSync(layout)) return layout;
  const lacking = TOOLS.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (lacking.length > 0 || process.getuid?.() !== 0) return undefined;
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  for (const step of STEPS) {
    const { status, stderr } = spawnSync('sh', ['-c', step], { cwd: PLACE, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`${step}: ${stderr.slice(-2000)}`);
  }
  renameSync(join(PLACE, 'new'), layout);
  return layout;
}

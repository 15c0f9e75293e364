import { crc32 } from 'node:zlib';
import { carriedEnds } from '../../src/advisories/support/told-ends.ts';
import { priorityOf } from '../../src/core/priority.ts';
import { gatherEvidence } from '../../src/evidence/image/gather-evidence.ts';
import type { ImageView, VulnerabilityPlace } from '../../src/evidence/image/image-view.ts';
import { imageOfOpened } from '../../src/evidence/image/opened-view.ts';
import type { SampleFile, SampleImage, SampleVulnerability } from '../../src/evidence/rule.ts';
import type { TarEntry } from '../../src/formats/tar/entry.ts';
import { toldHistoryOf } from '../../src/gate/image/told-history-of.ts';
import { imageSupports, type SupportedPackage } from '../../src/gate/support/image-supports.ts';
import { type FileFacts, factsIn } from '../../src/image/file-facts.ts';
import { FileIndex } from '../../src/image/file-index.ts';
import type { ReadLayer } from '../../src/image/read-layer.ts';

const NOW = new Date('2026-06-01T12:00:00Z');

function madeBefore(days: number): string {
  return new Date(NOW.getTime() - days * 86_400_000).toISOString();
}

/** The view of an image that is built in code. */
export function viewOfSample(sample: SampleImage): ImageView {
  const { steps, os = 'linux', user = '10001', days, base, vulnerabilities } = sample;
  const layers = steps.map(({ files }) => layerOf(files));
  const index = new FileIndex();
  for (const { entries } of layers) index.add(entries);
  const history = steps.map(({ step }) => ({ created: '', created_by: step, comment: '', empty_layer: false }));
  const config = {
    User: user,
    Env: [],
    Entrypoint: [],
    Cmd: [],
    WorkingDir: '',
    ExposedPorts: {},
    Volumes: {},
    Labels: {},
    Healthcheck: { Test: ['CMD', 'true'] },
  };
  const read = { index, layers, problems: [], leftOut: [], unverified: [] };
  const image = {
    name: 'shop/cart',
    config: {
      architecture: 'amd64',
      os,
      created: days === undefined ? '' : madeBefore(days),
      config,
      rootfs: { diff_ids: [] },
      history,
    },
    annotations: base === undefined ? {} : { 'org.opencontainers.image.base.name': base },
  };
  const view = imageOfOpened({
    image,
    read,
    evidence: gatherEvidence(read, { config: { config }, isOwned: () => false }),
    history: toldHistoryOf(image.config),
    now: NOW,
  });
  const known = vulnerabilities === undefined ? 'absent' : 'known';
  return {
    ...view,
    ...billsOf(sample),
    supports: supportsOf(sample, view),
    vulnerabilities: (vulnerabilities ?? []).map((each) => placeOf(each, view)),
    known: {
      ...view.known,
      bill: sample.bills === undefined ? 'absent' : 'known',
      support: 'known',
      vulnerabilities: known,
      exploitation: known,
      likelihood: known,
    },
  };
}

function billsOf({ bills }: SampleImage): Pick<ImageView, 'bills'> {
  if (bills === undefined) return {};
  const at = { path: ['FROM', 0], key: 'bill', span: { start: 0, end: 'FROM scratch'.length } };
  const command = 'plimsoll sbom shop/cart -o cyclonedx-json=cart.cdx.json';
  const named = bills.map(({ isAttached = false, ...bill }) => {
    const name = isAttached ? 'Attached SBOM sha256:4f1c' : 'cart.cdx.json';
    return { isAttached, name, ...bill };
  });
  return {
    bills: {
      at,
      held: named.map(({ name, isAttached, unlisted = [], gone = [], changed = [] }) => {
        return { ...at, billed: { name, isAttached, unlisted, gone, changed, command } };
      }),
      unread: named.flatMap(({ name, unread: why }) => (why === undefined ? [] : [{ ...at, name, why }])),
    },
  };
}

function supportsOf({ system, runtimes = [] }: SampleImage, { files }: ImageView): ImageView['supports'] {
  const packages = runtimes.map(({ path, ...each }): SupportedPackage => {
    return { package: { ...each, evidence: 'recognised' }, layer: 0, path, owner: undefined };
  });
  const distribution = system && { codename: '', ...system, prettyName: system.id, like: [], cpe: '', variant: '' };
  const today = NOW.toISOString().slice(0, 10);
  return imageSupports(
    { distribution, packages },
    { ends: carriedEnds, today, doubt: undefined, at: (layer, key) => files.at(layer, key) },
  );
}

function daysSince(day: string | undefined): number | undefined {
  return day === undefined ? undefined : Math.floor((NOW.getTime() - Date.parse(day)) / 86_400_000);
}

function placeOf(sample: SampleVulnerability, { files }: ImageView): VulnerabilityPlace {
  const { doubt, fixed, exploited, epss, published, ...each } = sample;
  const ratedBy = each.severity === 'unknown' ? '' : 'Debian';
  const likelihood = epss === undefined ? undefined : { probability: epss, percentile: epss };
  const vulnerability = {
    ...each,
    names: [each.id],
    state: doubt === undefined ? ('affected' as const) : ('unknown' as const),
    advisories: [each.id],
    evidence: [],
    purl: `pkg:deb/debian/${each.package}`,
    installed: [each.package],
    broughtBy: undefined,
    fixed,
    fixState: fixed === undefined ? ('no-fix-yet' as const) : ('fixed' as const),
    elsewhere: undefined,
    ratedBy,
    score: undefined,
    exploited,
    epss: likelihood,
    published,
    priority: priorityOf({
      ratedBy,
      score: undefined,
      exploited,
      fixed,
      reachability: 'unknown',
      epss: likelihood,
      severity: each.severity,
    }),
    days: { published: daysSince(published), exploited: daysSince(exploited) },
    layer: 1,
    path: 'var/lib/dpkg/status',
    reachability: 'unknown' as const,
    note: '',
    update: undefined,
    doubt,
    remedy: `Install it anew: apt-get install --only-upgrade ${each.package}`,
  };
  return { ...files.at(0, each.id), vulnerability };
}

function layerOf(files: readonly SampleFile[]): ReadLayer<FileFacts> {
  const visited = files.flatMap(({ path, text = '' }, entry) => {
    const item = factsIn(path, text) ?? { credentials: '', line: 1, accounts: undefined };
    return text === '' ? [] : [{ entry, item: { ...item, sum: crc32(text) } }];
  });
  const size = files.reduce((sum, { text = '' }) => sum + text.length, 0);
  return { entries: files.map(entryOf), visited, digest: undefined, diffId: undefined, size, problems: [] };
}

function entryOf({ path, mode, text = '' }: SampleFile): TarEntry {
  const isDirectory = path.endsWith('/');
  return {
    name: path,
    type: isDirectory ? 'directory' : 'file',
    linkName: '',
    mode: mode ?? (isDirectory ? 0o755 : 0o644),
    userId: 0,
    groupId: 0,
    size: text.length,
    modified: 0,
    body: { offset: 0, length: text.length },
    isSparse: false,
  };
}

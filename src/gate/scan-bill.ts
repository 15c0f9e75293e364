import { type Problem, problemOf } from '../core/errors.ts';
import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { PackageType } from '../core/package.ts';
import type { Report } from '../core/report.ts';
import { NO_EVIDENCE } from '../evidence/image/layers-evidence.ts';
import { imageOfOpened } from '../evidence/image/opened-view.ts';
import type { ToldHistory } from '../evidence/image/told-history.ts';
import type { ImageConfig } from '../image/manifest.ts';
import type { Bill } from '../sbom/bill.ts';
import { gateErrors } from './errors.ts';
import { judgeScanned, type ScanInput, type Scanned } from './scan.ts';
import type { PackageList } from './vulnerabilities/package-list.ts';
import { namesOfBill } from './vulnerabilities/software-names.ts';

/** Judges what a bill lists by the advisories. A bill has neither files nor a configuration: rules that need them do not judge it. */
export async function scanBill(bill: Bill, name: string, input: ScanInput): Promise<Report> {
  return judgeScanned([await scannedBill(bill, name, input.clock.now())], input);
}

/** What is known of something by a bill alone. */
export async function scannedBill(bill: Bill, name: string, now: Date): Promise<Scanned> {
  const image = { name, config: configOf(bill) };
  const read = { layers: [], problems: [], unverified: [] };
  const view = imageOfOpened({ image, read, evidence: NO_EVIDENCE, history: await historyIn(bill, image.config), now });
  const known = { ...view.known, configuration: 'absent', files: 'absent', content: 'absent' } as const;
  return {
    view: { ...view, known },
    list: listOfBill(bill),
    names: () => namesOfBill(bill, name),
    unread: [],
    doubts: doubtsOfBill(bill),
    distributionDoubt: isNameless(bill) ? NAMELESS : undefined,
  };
}

/** Without steps there is nothing to read: what reads Dockerfiles takes long to load. */
async function historyIn({ subject }: Bill, config: ImageConfig): Promise<ToldHistory | undefined> {
  if (subject.layers.length === 0) return undefined;
  const { toldHistoryOf } = await import('./image/told-history-of.ts');
  return toldHistoryOf(config);
}

/** The steps that a bill tells of an image, as the history of one. */
function configOf({ subject: { layers } }: Bill): ImageConfig {
  const history = layers.map(({ step = '' }) => ({ created: '', created_by: step, comment: '', empty_layer: false }));
  return { architecture: '', os: '', created: '', rootfs: { diff_ids: [] }, history };
}

function listOfBill(bill: Bill): PackageList {
  const { distribution, components } = bill;
  const packages = new Map(components.map(({ id, package: each }) => [id, each]));
  return {
    distribution,
    sourceless: sourcelessTypes(bill),
    packages: components.map(({ package: each, layer, places: [place], owner }) => {
      const owning = owner === undefined ? undefined : packages.get(owner);
      const isOwned = owning !== undefined && isOfOperatingSystem(owning.type) && !isOfOperatingSystem(each.type);
      return { package: each, layer, path: place?.path ?? '', owner: isOwned ? owning : undefined, programs: [] };
    }),
  };
}

/**
 * The types of packages of which a bill names no source at all. Where it names some, the others have the names of theirs. So they have in bills of
 * Plimsoll and syft, which name every other one: they alone tell what found a package, and in SPDX syft tells that it wrote the document.
 */
function sourcelessTypes({ writers = [], components }: Bill): ReadonlySet<PackageType> {
  if (writers.includes('syft')) return new Set();
  const types = new Set(components.map((each) => each.package.type));
  for (const { package: each, cataloger } of components) {
    if (each.source !== undefined || cataloger !== undefined) types.delete(each.type);
  }
  return types;
}

/** Why packages, or the advisories that are those of the distribution, may be missing. */
function doubtsOfBill(bill: Bill): readonly Problem[] {
  const [first, ...others] = bill.unknown;
  const more = others.length === 0 ? '' : `, and ${others.length} more such places`;
  return [
    ...(first === undefined ? [] : [`${first.replace(/\.$/, '')}${more}`]),
    ...(isNameless(bill) ? [NAMELESS] : []),
  ].map((why) => problemOf(gateErrors, 'PL_E_PACKAGES_DOUBTFUL', { why }));
}

const NAMELESS = 'nothing names the distribution of its packages, and without it no advisories can be chosen';

function isNameless({ distribution, components }: Bill): boolean {
  return distribution === undefined && components.some((each) => isOfOperatingSystem(each.package.type));
}

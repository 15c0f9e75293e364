import { UserError } from '../core/errors.ts';
import type { Files } from '../core/ports.ts';
import type { DatabaseReport, Report } from '../core/report.ts';
import type { Missing } from '../core/verdict.ts';
import type { RuleCounts } from '../evidence/reported.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import { readBillFile } from './bills/read-bill-file.ts';
import { type JudgedUnit, judgeUnit } from './judge-unit.ts';
import { missingFile, missingLink } from './load-manifests.ts';
import { onlyNew } from './only-new.ts';
import { reportOf } from './report-of.ts';
import { type ImageUnit, type ScanInput, unitOfScanned } from './scan.ts';
import { scannedBill } from './scan-bill.ts';
import type { Unit } from './unit.ts';
import { joinedDatabases } from './vulnerabilities/joined-databases.ts';

/** Bills that are kept as files. */
export interface StoredBills {
  readonly files: Pick<Files, 'read'>;
  /** The files, each of which is a unit. */
  readonly paths: readonly string[];
  /** Links to files that lie elsewhere, which nobody follows. */
  readonly outside: readonly string[];
}

/**
 * Judges stored bills by the advisories, one after the other: of each is kept what was found in it, and of that what is new alone where an
 * earlier run is compared with. One that cannot be read is missing, and the others are judged.
 */
export async function scanBills(bills: StoredBills, input: ScanInput): Promise<Report> {
  const { policy, clock, earlier } = input;
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const judged: JudgedUnit[] = [];
  let database: DatabaseReport | undefined;
  let known = 0;
  const totals = new RuleTotals();
  for await (const asked of unitsOf(bills, input)) {
    const whole = await judgeUnit(asked.unit, { policy, exceptions, context: [] });
    const { judged: left, against } = onlyNew([whole], earlier);
    judged.push(...left.map((unit) => ({ ...unit, rules: totals.take(unit.rules) })));
    known += against?.known ?? 0;
    database = joinedDatabases([database ?? [], asked.database ?? []].flat());
  }
  const against = earlier === undefined ? {} : { against: { what: earlier.what, known } };
  return reportOf('scan', { units: [], policy, clock }, { judged, exceptions, database, ...against }, []);
}

/** How often each rule held in all bills. Of thousands, nobody asks for those of each. */
class RuleTotals {
  readonly #totals = new Map<string, RuleCounts>();

  /** Adds those of a bill. What it gives holds all of them the first time, and nothing after that. */
  take(rules: ReadonlyMap<string, RuleCounts>): ReadonlyMap<string, RuleCounts> {
    const isFirst = this.#totals.size === 0;
    for (const [id, { evaluated, failed, unknown }] of rules) {
      const total = this.#totals.get(id) ?? { evaluated: 0, failed: 0, unknown: 0 };
      total.evaluated += evaluated;
      total.failed += failed;
      total.unknown += unknown;
      this.#totals.set(id, total);
    }
    return isFirst ? this.#totals : NO_RULES;
  }
}

const NO_RULES: ReadonlyMap<string, RuleCounts> = new Map();

async function* unitsOf({ files, paths, outside }: StoredBills, input: ScanInput): AsyncGenerator<ImageUnit> {
  const now = input.clock.now();
  for (const path of paths) {
    try {
      const { bill } = await readBillFile(path, files);
      yield await unitOfScanned(await scannedBill(bill, path, now), input);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield unreadUnit(path, missingFile(path, error.problem));
    }
  }
  for (const link of outside) yield unreadUnit(link, missingLink(link));
}

/** A unit of which nothing could be read. */
function unreadUnit(path: string, missing: Missing): ImageUnit {
  const unit: Unit = { path, isRest: false, read: () => [[{ type: 'unreadable', missing }]] };
  return { unit, database: undefined };
}

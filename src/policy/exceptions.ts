import { type SubjectPart, subjectParts } from '../core/subject.ts';
import type { Reported } from '../evidence/reported.ts';
import type { Exception } from './policy.ts';

/** What became of an exception: it covered findings, it covers none, or its last day is over. */
export interface ExceptionUse {
  readonly exception: Exception;
  readonly state: 'applied' | 'unused' | 'expired';
  /** The version that mends what it accepted, where that ended it. */
  readonly mendedIn?: string;
  /** How many findings it covers, or would cover had it not expired. */
  readonly findings: number;
  /** Whole days until its last day: 0 on that day, negative after it. */
  readonly daysLeft: number;
}

/** What an exception may cover. */
interface Covered extends Pick<Reported, 'subject'> {
  readonly rule: Pick<Reported['rule'], 'id'>;
  readonly vulnerability?: Pick<NonNullable<Reported['vulnerability']>, 'fixed' | 'names' | 'advisories' | 'installed'>;
}

const DAY = 24 * 60 * 60 * 1000;

/** Finds the exceptions that cover findings, and keeps count of what each did. */
export class ExceptionLedger {
  readonly #today: string;
  readonly #entries: {
    readonly exception: Exception;
    readonly expired: boolean;
    findings: number;
    /** For each finding that it covers no more: the version that mends it. */
    readonly mended: string[];
    withheld: boolean;
  }[];

  constructor(exceptions: readonly Exception[], now: Date) {
    const today = now.toISOString().slice(0, 'YYYY-MM-DD'.length);
    this.#today = today;
    this.#entries = exceptions.map((exception) => ({
      exception,
      expired: exception.expires < today,
      findings: 0,
      mended: [],
      withheld: false,
    }));
  }

  /**
   * The exception that covers a finding. One that has expired is counted, and covers nothing; so is one until a fix ships, of which another
   * rule may tell then. One for a namespace that was only assumed is withheld: the author of a chart chooses its name.
   */
  covering(covered: Covered, assumedNamespace?: string): Exception | undefined {
    const { rule, vulnerability } = covered;
    let found: Exception | undefined;
    for (const entry of this.#entries) {
      const { exception } = entry;
      const mendedIn = exception.until === 'fixed' ? vulnerability?.fixed : undefined;
      const isAbout = exception.rule === rule.id || mendedIn !== undefined;
      if (!isAbout || !covers(exception.scope, covered)) continue;
      if (assumedNamespace !== undefined && exception.scope.namespace === assumedNamespace) entry.withheld = true;
      else if (mendedIn !== undefined) entry.mended.push(mendedIn);
      else {
        entry.findings += 1;
        if (!entry.expired) found ??= exception;
      }
    }
    return found;
  }

  /** What kept exceptions from covering findings, as sentences. */
  notes(): readonly string[] {
    return this.#entries
      .filter(({ withheld }) => withheld)
      .map(
        ({ exception: { rule, owner, scope } }) =>
          `The exception of ${owner} for ${rule} is for the namespace ${scope.namespace ?? ''}, which a chart has by its own name alone: it applies when -n names the namespace.`,
      );
  }

  /** What every exception did, in the order of the policy file. */
  report(): readonly ExceptionUse[] {
    return this.#entries.map(({ exception, expired, findings, mended }) => {
      const daysLeft = Math.round((Date.parse(exception.expires) - Date.parse(this.#today)) / DAY);
      const [mendedIn] = mended;
      if (mendedIn !== undefined && findings === 0)
        return { exception, findings: mended.length, daysLeft, state: 'expired', mendedIn };
      return { exception, findings, daysLeft, state: expired ? 'expired' : findings === 0 ? 'unused' : 'applied' };
    });
  }
}

function covers(scope: Exception['scope'], covered: Covered): boolean {
  return subjectParts.every((part) => {
    const wanted = scope[part];
    if (wanted === undefined) return true;
    const value = covered.subject[part];
    return wanted === '*' ? value !== undefined : wanted === value || otherNames(part, covered).includes(wanted);
  });
}

/** What else a part of a subject is called: a flaw by all its names and by the advisories that tell of it, as an update that mends several does, and a package of a distribution by its own beside that of its source. */
function otherNames(part: SubjectPart, { vulnerability }: Covered): readonly string[] {
  if (vulnerability === undefined) return [];
  if (part === 'vulnerability') return [...vulnerability.names, ...vulnerability.advisories];
  // What is said of one package of a source is not said of the others.
  return part === 'package' && vulnerability.installed.length === 1 ? vulnerability.installed : [];
}

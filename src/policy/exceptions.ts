import type { Subject } from '../core/subject.ts';
import { subjectParts } from '../core/subject.ts';
import type { Exception } from './policy.ts';

/** What became of an exception: it covered findings, it covers none, or its last day is over. */
export interface ExceptionUse {
  readonly exception: Exception;
  readonly state: 'applied' | 'unused' | 'expired';
  /** How many findings it covers, or would cover had it not expired. */
  readonly findings: number;
  /** Whole days until its last day: 0 on that day, negative after it. */
  readonly daysLeft: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Finds the exceptions that cover findings, and keeps count of what each did. */
export class ExceptionLedger {
  readonly #today: string;
  readonly #entries: {
    readonly exception: Exception;
    readonly expired: boolean;
    findings: number;
    withheld: boolean;
  }[];

  constructor(exceptions: readonly Exception[], now: Date) {
    const today = now.toISOString().slice(0, 'YYYY-MM-DD'.length);
    this.#today = today;
    this.#entries = exceptions.map((exception) => ({
      exception,
      expired: exception.expires < today,
      findings: 0,
      withheld: false,
    }));
  }

  /**
   * The exception that covers a finding. One that has expired is counted, and covers nothing. One for a namespace that was only assumed
   * is withheld: the author of a chart chooses its name.
   */
  covering(rule: string, subject: Subject, assumedNamespace?: string): Exception | undefined {
    let found: Exception | undefined;
    for (const entry of this.#entries) {
      if (entry.exception.rule !== rule || !covers(entry.exception.scope, subject)) continue;
      if (assumedNamespace !== undefined && entry.exception.scope.namespace === assumedNamespace) {
        entry.withheld = true;
        continue;
      }
      entry.findings += 1;
      if (!entry.expired) found ??= entry.exception;
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
    return this.#entries.map(({ exception, expired, findings }) => ({
      exception,
      findings,
      daysLeft: Math.round((Date.parse(exception.expires) - Date.parse(this.#today)) / DAY),
      state: expired ? 'expired' : findings === 0 ? 'unused' : 'applied',
    }));
  }
}

function covers(scope: Exception['scope'], subject: Subject): boolean {
  return subjectParts.every((part) => {
    const wanted = scope[part];
    if (wanted === undefined) return true;
    const value = subject[part];
    return wanted === '*' ? value !== undefined : wanted === value;
  });
}

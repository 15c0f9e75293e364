import type { FieldPath } from '../../core/field-path.ts';
import type { KubernetesMinor } from '../../core/kubernetes-version.ts';
import type { Source, Span } from '../../core/source.ts';
import type { Subject } from '../../core/subject.ts';
import { messageOf, remediationOf } from '../local-run.ts';
import { type GivenToRule, type Recorder, UNDECIDED } from '../recorder.ts';
import type { Reported, ReportedPlace, RuleCounts } from '../reported.ts';
import type { LocalRule } from '../rule.ts';
import type { ImagePlace, ImageView } from './image-view.ts';

/** The rule as the engine calls it; `defineRule` has checked that what it is given fits. */
interface Callable {
  check(image: ImageView, context: Context): void;
}

interface Context {
  readonly options: unknown;
  readonly kubernetes: KubernetesMinor;
  readonly report: (message: string, at: ImagePlace, data?: unknown) => void;
  readonly undecided: (at: ImagePlace, why: string, supply: string) => void;
  readonly conceal: (at: ImagePlace, part?: string) => void;
}

/** One rule that judges images. */
export class ImageRun {
  readonly rule: LocalRule;
  readonly #counts: RuleCounts;
  readonly #callable: Callable;
  readonly #given: GivenToRule;
  readonly #recorder: Recorder;

  constructor(rule: LocalRule, given: GivenToRule, recorder: Recorder) {
    this.rule = rule;
    this.#callable = rule;
    this.#given = given;
    this.#recorder = recorder;
    this.#counts = recorder.countsOf(rule.id);
  }

  /** Judges one image. */
  judge(image: ImageView): void {
    const { rule } = this;
    const { subject, source } = image;
    const knowledge = (rule.needs ?? []).map((need) => image.known[need]);
    if (knowledge.includes('absent')) return;
    const statuses = new Set<string>();
    const record = (status: 'fail' | 'unknown', at: ImagePlace, said: Said): void => {
      statuses.add(status);
      this.#recorder.recordAt({
        rule,
        status,
        subject,
        path: at.path,
        place: new PlaceInImage(source, at),
        image: image.locate?.(at),
        ...said,
        ...(status === 'fail' && at.remedy !== undefined ? { remediation: at.remedy } : {}),
        ...toldOf(at, subject),
        ...(at.isOnlyRecorded === true ? { isOnlyRecorded: true } : {}),
      });
    };
    for (const each of knowledge) {
      if (typeof each === 'string') continue;
      record('unknown', each.at, { messageId: UNDECIDED, message: each.why, remediation: each.supply });
    }
    this.#callable.check(image, {
      ...this.#given,
      report: (messageId, at, data) =>
        record('fail', at, {
          messageId,
          message: messageOf(rule, messageId, data),
          remediation: remediationOf(rule, messageId),
        }),
      undecided: (at, message, remediation) => record('unknown', at, { messageId: UNDECIDED, message, remediation }),
      conceal: (at, part) => this.#recorder.conceal(new PlaceInImage(source, at), part),
    });
    this.#counts.evaluated += 1;
    if (statuses.has('fail')) this.#counts.failed += 1;
    else if (statuses.has('unknown')) this.#counts.unknown += 1;
  }
}

/** What a finding about a vulnerability has of its own. */
function toldOf({ vulnerability }: ImagePlace, subject: Subject): Partial<Reported> {
  if (vulnerability === undefined) return {};
  const { severity, doubt: _, days: __, remedy: remediation, ...found } = vulnerability;
  return {
    severity,
    remediation,
    subject: { ...subject, package: found.package, vulnerability: found.id },
    vulnerability: found,
  };
}

interface Said {
  readonly messageId: string;
  readonly message: string;
  readonly remediation: string;
}

/** A place in the text that tells how an image is made. The text as a whole is its document. */
class PlaceInImage implements ReportedPlace {
  readonly source: Source;
  readonly #at: ImagePlace;

  constructor(source: Source, at: ImagePlace) {
    this.source = source;
    this.#at = at;
  }

  get resource(): object {
    return this.source;
  }

  get document(): Span {
    return { start: 0, end: this.source.text.length };
  }

  get span(): Span {
    return this.#at.span;
  }

  get valueSpan(): Span {
    return this.#at.span;
  }

  get key(): string {
    return this.#at.key;
  }

  get fullPath(): FieldPath {
    return this.#at.path;
  }
}

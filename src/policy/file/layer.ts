import * as v from 'valibot';
import type { Action } from '../../core/action.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import { type FieldPath, formatFieldPath } from '../../core/field-path.ts';
import { isMapping } from '../../core/record.ts';
import type { Rule } from '../../evidence/rule.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { LineIndex } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { policyErrors } from '../errors.ts';
import type { NamespaceSection } from '../policy.ts';
import { type Fault, faultsOf } from './faults.ts';
import { ruleNameFaults } from './rule-names.ts';
import { type PolicyFile, policySchema } from './schema.ts';
import type { PolicySource } from './source.ts';

/** One policy file as it is written, before it is put together with those that it extends. */
export class PolicyLayer {
  readonly source: PolicySource;
  readonly file: PolicyFile;
  readonly sections: readonly NamespaceSection[];
  /** The files that it extends, filled in as they are read. */
  readonly extended: PolicyLayer[] = [];
  readonly #places: Places;

  constructor(source: PolicySource, file: PolicyFile, places: Places) {
    this.source = source;
    this.file = file;
    this.sections = file.namespaces.map(sectionOf);
    this.#places = places;
  }

  /** The line of a field, from 1; of the nearest field around it where it is not written. */
  lineOf(path: FieldPath): number {
    return this.#places.positionOf(path).line;
  }

  /** The place of a field, as `plimsoll.yaml:4:3`. */
  placeOf(path: FieldPath): string {
    return this.#places.placeOf(path);
  }

  /** A fault as a line of an error. */
  describe(fault: Fault): string {
    return this.#places.describe(fault);
  }
}

/** Reads one policy file. Everything that is wrong with it is told at once, in one `UserError`. */
export function readLayer(source: PolicySource, rules: readonly Rule[]): PolicyLayer {
  const schema = policySchema(rules);
  const documents = [...readDocuments(source.text)];
  const places = new Places(source, documents[0]);
  const unreadable = [...readingFaults(places, documents)];
  if (unreadable.length > 0) throw invalidPolicy(source, unreadable);
  const result = v.safeParse(schema, withOff(documents[0]?.value ?? {}));
  const faults = result.success ? ruleNameFaults(result.output, rules) : faultsOf(schema, result.issues);
  if (!result.success || faults.length > 0) {
    throw invalidPolicy(
      source,
      faults.map((fault) => places.describe(aboutOptions(fault))),
    );
  }
  return new PolicyLayer(source, result.output, places);
}

function sectionOf({ match, profile, rules }: PolicyFile['namespaces'][number]): NamespaceSection {
  const actions = new Map<string, Action>();
  for (const [id, setting] of Object.entries(rules)) {
    if (setting !== undefined) actions.set(id, typeof setting === 'string' ? setting : setting.action);
  }
  return { match, profile, rules: actions };
}

/** The error of a policy file; each fault is a line that begins with its place. */
export function invalidPolicy({ path: file }: PolicySource, faults: readonly string[]): UserError {
  return new UserError(problemOf(policyErrors, 'PL_E_POLICY_INVALID', { file, faults }));
}

class Places {
  readonly #source: PolicySource;
  readonly #document: SourceDocument | undefined;
  readonly #lines: LineIndex;

  constructor(source: PolicySource, document: SourceDocument | undefined) {
    this.#source = source;
    this.#document = document;
    this.#lines = new LineIndex(source.text);
  }

  positionOf(path: FieldPath): { readonly line: number; readonly column: number } {
    return this.#lines.positionAt(this.#offsetOf(path));
  }

  placeOf(path: FieldPath): string {
    return this.placeAt(this.#offsetOf(path));
  }

  placeAt(offset: number): string {
    const { line, column } = this.#lines.positionAt(offset);
    return `${this.#source.path}:${line}:${column}`;
  }

  describe({ path, message }: Fault): string {
    const field = formatFieldPath(path);
    return `${this.placeOf(path)} ${field === '' ? 'the policy' : field} ${message}`;
  }

  #offsetOf(path: FieldPath): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const located = this.#document?.locate(path.slice(0, length));
      if (located !== undefined) return (located.key ?? located.value).start;
    }
    return this.#document?.range.start ?? 0;
  }
}

function* readingFaults(places: Places, documents: readonly SourceDocument[]): Generator<string> {
  for (const document of documents) {
    for (const { problem, offset } of document.problems) yield `${places.placeAt(offset)} ${problem.message}`;
  }
  const second = documents[1];
  if (second !== undefined) yield `${places.placeAt(second.range.start)} A policy file holds one document.`;
}

/** `off` without quotes is the boolean false in YAML as Kubernetes reads it; in the place of an action it is `off`. */
function withOff(policy: unknown): unknown {
  if (!isMapping(policy)) return policy;
  const { namespaces } = policy;
  return {
    ...withOffInRules(policy),
    ...(Array.isArray(namespaces)
      ? { namespaces: namespaces.map((section) => (isMapping(section) ? withOffInRules(section) : section)) }
      : {}),
  };
}

function withOffInRules(holder: Record<string, unknown>): Record<string, unknown> {
  const { rules } = holder;
  if (!isMapping(rules)) return holder;
  const settings = Object.entries(rules).map(([id, setting]) => [id, settingWithOff(setting)]);
  return { ...holder, rules: Object.fromEntries(settings) };
}

function settingWithOff(setting: unknown): unknown {
  if (setting === false) return 'off';
  if (!isMapping(setting)) return setting;
  const { action, at } = setting;
  return {
    ...setting,
    ...(action === false ? { action: 'off' } : {}),
    ...(isMapping(at) && at['admission'] === false ? { at: { ...at, admission: 'off' } } : {}),
  };
}

/** Options are known, but not there: the engine runs each rule once for a unit, before it knows whose findings they are. */
function aboutOptions(fault: Fault): Fault {
  const [top, , rules, , field] = fault.path;
  if (top !== 'namespaces' || rules !== 'rules' || field !== 'options') return fault;
  return { ...fault, message: 'cannot differ by namespace: options are for the whole policy, in rules at the top' };
}

import * as v from 'valibot';
import type { Action } from '../core/action.ts';
import { problemOf, UserError } from '../core/errors.ts';
import { type FieldPath, formatFieldPath } from '../core/field-path.ts';
import { NEWEST_KUBERNETES } from '../core/kubernetes-version.ts';
import { nearest } from '../core/nearest.ts';
import { isMapping } from '../core/record.ts';
import type { ProfileName, Rule } from '../evidence/rule.ts';
import type { SourceDocument } from '../formats/document.ts';
import { positionAt } from '../formats/lines.ts';
import { readDocuments } from '../formats/read-documents.ts';
import { rules as allRules } from '../rules/all.ts';
import { policyErrors } from './errors.ts';
import { type Fault, faultsOf } from './faults.ts';
import { defaultOptionsOf } from './options.ts';
import type { Exception, Policy, RuleSetting } from './policy.ts';
import { type PolicyFile, policySchema } from './schema.ts';

/** A policy file's text and the name that users know it by. */
export interface PolicySource {
  readonly path: string;
  readonly text: string;
}

/** The policy of a profile, without any file. */
export function profilePolicy(profile: ProfileName = 'restricted', rules: readonly Rule[] = allRules): Policy {
  return policyOf({ profile, rules: {}, workloads: [], exceptions: [] }, rules, []);
}

/** Reads a policy file. Everything that is wrong with it is told at once, in one `UserError`. */
export function loadPolicy(source: PolicySource, rules: readonly Rule[] = allRules): Policy {
  const documents = [...readDocuments(source.text)];
  const [document] = documents;
  const files = [{ path: source.path, text: source.text }];
  if (document === undefined) return policyOf(v.parse(policySchema(rules), {}), rules, files);
  const faults = [...readingFaults(source, documents)];
  if (faults.length > 0) throw invalid(source, faults);
  const schema = policySchema(rules);
  const result = v.safeParse(schema, withOff(document.value ?? {}));
  const found = result.success ? exceptionFaults(result.output, rules) : faultsOf(schema, result.issues);
  if (!result.success || found.length > 0)
    throw invalid(
      source,
      found.map((fault) => formatFault(source, document, fault)),
    );
  return policyOf(result.output, rules, files);
}

/** `off` without quotes is the boolean false in YAML as Kubernetes reads it; in the place of an action it is `off`. */
function withOff(policy: unknown): unknown {
  if (!isMapping(policy) || !isMapping(policy['rules'])) return policy;
  const settings = Object.entries(policy['rules']).map(([id, setting]) => {
    if (setting === false) return [id, 'off'];
    return [id, isMapping(setting) && setting['action'] === false ? { ...setting, action: 'off' } : setting];
  });
  return { ...policy, rules: Object.fromEntries(settings) };
}

function* readingFaults({ text, path }: PolicySource, documents: readonly SourceDocument[]): Generator<string> {
  for (const document of documents) {
    for (const { problem, offset } of document.problems) yield `${at(path, text, offset)} ${problem.message}`;
  }
  const second = documents[1];
  if (second !== undefined) yield `${at(path, text, second.range.start)} A policy file holds one document.`;
}

function exceptionFaults({ exceptions }: PolicyFile, rules: readonly Rule[]): readonly Fault[] {
  const ids = rules.map(({ id }) => id);
  return exceptions.flatMap(({ rule }, index): readonly Fault[] => {
    if (ids.includes(rule)) return [];
    const near = nearest(rule, ids);
    const hint = near === undefined ? '`plimsoll rules` lists them' : `did you mean ${near}?`;
    return [{ path: ['exceptions', index, 'rule'], message: `${JSON.stringify(rule)} is no rule; ${hint}` }];
  });
}

function formatFault({ text, path }: PolicySource, document: SourceDocument, fault: Fault): string {
  const field = formatFieldPath(fault.path);
  return `${at(path, text, offsetOf(document, fault.path))} ${field === '' ? 'the policy' : field} ${fault.message}`;
}

function offsetOf(document: SourceDocument, path: FieldPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const located = document.locate(path.slice(0, length));
    if (located !== undefined) return (located.key ?? located.value).start;
  }
  return document.range.start;
}

function at(path: string, text: string, offset: number): string {
  const { line, column } = positionAt(text, offset);
  return `${path}:${line}:${column}`;
}

function invalid({ path: file }: PolicySource, faults: readonly string[]): UserError {
  return new UserError(problemOf(policyErrors, 'PL_E_POLICY_INVALID', { file, faults }));
}

function policyOf(file: PolicyFile, rules: readonly Rule[], files: Policy['files']): Policy {
  return {
    profile: file.profile,
    kubernetes: NEWEST_KUBERNETES,
    settings: rules.map((rule) => settingOf(rule, file)),
    exceptions: file.exceptions.map(exceptionOf),
    workloads: file.workloads.map(({ group, kind, podTemplate }) => ({
      group,
      kind,
      template: podTemplate.split('.'),
      requiresTemplate: false,
    })),
    files,
  };
}

function settingOf(rule: Rule, { profile, rules }: PolicyFile): RuleSetting {
  const written = rules[rule.id];
  const setting: { action?: Action | undefined; options?: unknown } =
    typeof written === 'string' ? { action: written } : (written ?? {});
  return {
    rule,
    action: setting.action ?? rule.profiles[profile],
    options: setting.options ?? defaultOptionsOf(rule),
  };
}

function exceptionOf({ scope, ...exception }: PolicyFile['exceptions'][number]): Exception {
  const parts = Object.entries(scope).filter((part): part is [string, string] => part[1] !== undefined);
  return { ...exception, scope: Object.fromEntries(parts) };
}

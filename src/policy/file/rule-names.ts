import type { FieldPath } from '../../core/field-path.ts';
import { nearest } from '../../core/nearest.ts';
import type { Rule } from '../../evidence/rule.ts';
import type { Fault } from './faults.ts';
import type { PolicyFile } from './schema.ts';
import { vexOf } from './vex.ts';

const ALL = '*';

/** The rules that a name stands for: one id, `<area>/*`, or `*` for all. */
export function rulesNamed(pattern: string, rules: readonly Rule[]): readonly string[] {
  const ids = rules.map(({ id }) => id);
  if (pattern === ALL) return ids;
  return pattern.endsWith('/*')
    ? ids.filter((id) => id.startsWith(pattern.slice(0, -1)))
    : ids.filter((id) => id === pattern);
}

/** The names in a policy file, where they are no keys, that no rule has. */
export function ruleNameFaults(file: PolicyFile, rules: readonly Rule[]): readonly Fault[] {
  return [
    ...file.exceptions.flatMap(({ rule }, index) => exactFaults(rule, ['exceptions', index, 'rule'], rules)),
    ...(vexOf(file).noted ?? []).flatMap((name, index) => patternFaults(name, ['vex', 'noted', index], rules)),
    ...file.locked.flatMap((name, index) => patternFaults(name, ['locked', index], rules)),
    ...file.ignores.allow.flatMap((name, index) => patternFaults(name, ['ignores', 'allow', index], rules)),
  ];
}

function exactFaults(name: string, path: FieldPath, rules: readonly Rule[]): readonly Fault[] {
  if (rules.some(({ id }) => id === name)) return [];
  if (!name.endsWith(ALL))
    return [
      unknownRule(
        name,
        path,
        rules.map(({ id }) => id),
      ),
    ];
  return [
    {
      path,
      message: `${JSON.stringify(name)} is a pattern; an exception names one rule, so that it accepts nothing that nobody has seen`,
    },
  ];
}

function patternFaults(name: string, path: FieldPath, rules: readonly Rule[]): readonly Fault[] {
  if (rulesNamed(name, rules).length > 0) return [];
  const ids = rules.map(({ id }) => id);
  return [unknownRule(name, path, name.endsWith('/*') ? [...new Set(ids.map(areaOf))] : ids)];
}

function unknownRule(name: string, path: FieldPath, known: readonly string[]): Fault {
  const near = nearest(name, known);
  const hint = near === undefined ? '`plimsoll rules` lists them' : `did you mean ${near}?`;
  return { path, message: `${JSON.stringify(name)} is no rule; ${hint}` };
}

function areaOf(id: string): string {
  return `${id.slice(0, id.indexOf('/'))}/*`;
}

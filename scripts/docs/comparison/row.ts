/** The tools that are compared, in the order of the columns. */
export const tools = ['kube-linter', 'polaris', 'kube-score', 'kubescape', 'trivy', 'checkov', 'kyverno'] as const;

export type Tool = (typeof tools)[number];

/** What the field checks in one respect, and what answers here. */
export interface ComparedRow {
  readonly row: string;
  readonly check: string;
  /** The names that the tools give their checks. */
  readonly checks: Readonly<Partial<Record<Tool, string>>>;
  /** The rules that answer; empty where the answer comes later. */
  readonly rules: readonly string[];
  /** What has to be there first, where no rule answers; or what is still missing. */
  readonly later?: string;
}

type Checks = ComparedRow['checks'];

/** A row that rules answer. */
export function row(name: string, check: string, rules: readonly string[], checks: Checks): ComparedRow {
  return { row: name, check, checks, rules };
}

/** A row that something else has to come first for. */
export function later(name: string, check: string, needs: string, checks: Checks): ComparedRow {
  return { row: name, check, checks, rules: [], later: needs };
}

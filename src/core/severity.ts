/** How much a fault matters, worst first. `unknown` is for faults that nobody has rated. */
export const severities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const;

export type Severity = (typeof severities)[number];

/** Orders worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** How many checks or tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * Counts the tests of vitest's JSON report. A run that failed with no failed test (a file that could not be loaded, an
 * error outside a test), that has no report, or that ran nothing is one failure: silence is never a success.
 */
export function tallyTests(status: number, report: unknown): Tally {
  const passed = numberOf(report, 'numPassedTests');
  const failed = numberOf(report, 'numFailedTests');
  const isSound = status === 0 && passed > 0;
  return { passed, failed: failed === 0 && !isSound ? 1 : failed };
}

function numberOf(report: unknown, key: string): number {
  const value: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, key) : undefined;
  return typeof value === 'number' ? value : 0;
}

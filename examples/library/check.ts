import { check, loadManifests, loadPolicy, type Report } from 'plimsoll';

const policy = loadPolicy({ path: 'plimsoll.yaml', text: 'profile: restricted\n' });

/** What keeps a manifest from being applied, a line for each reason; nothing when it may be. */
export async function reasonsAgainst(path: string, text: string): Promise<readonly string[]> {
  const report = await check({
    units: [loadManifests([{ path, text }])],
    policy,
    clock: { now: () => new Date() },
  });
  return report.verdict === 'passed' ? [] : [...denied(report), ...notJudged(report)];
}

function denied({ findings }: Report): readonly string[] {
  return findings
    .filter(({ action, exception }) => action === 'deny' && exception === undefined)
    .map(({ location, message }) => `${location.file}:${location.line}: ${message}`);
}

function notJudged({ incomplete }: Report): readonly string[] {
  return incomplete.map(({ file = '', line = 1, what }) => `${file}:${line}: ${what}`);
}

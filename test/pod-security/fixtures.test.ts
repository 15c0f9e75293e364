import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgePod, type Level } from './judge-pod.ts';

const FIXTURES = path.join(process.env['PLIMSOLL_SHARED'] ?? path.resolve('../shared'), 'data/manifests/pod-security');

/** The rules that are the control which a fixture is there to fail, by the beginning of its file name. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  allowprivilegeescalation: ['workload/no-privilege-escalation'],
  apparmorprofile: ['workload/app-armor-profile'],
  capabilities_baseline: ['workload/added-capability', 'workload/drop-all-capabilities'],
  capabilities_restricted: ['workload/drop-all-capabilities'],
  hostnamespaces: ['workload/host-ipc', 'workload/host-network', 'workload/host-pid'],
  hostpathvolumes: ['workload/host-path-volume', 'workload/volume-types'],
  hostports: ['workload/host-port'],
  hostprobesandhostlifecycle: ['workload/probe-host'],
  privileged: ['workload/privileged-container'],
  procmount: ['workload/unmasked-proc', 'workload/default-proc-mount'],
  procmount_restricted: ['workload/default-proc-mount'],
  restrictedvolumes: ['workload/volume-types'],
  runasnonroot: ['workload/run-as-non-root'],
  runasuser: ['workload/root-user'],
  seccompprofile_baseline: ['workload/seccomp-unconfined', 'workload/seccomp-profile'],
  seccompprofile_restricted: ['workload/seccomp-profile'],
  selinuxoptions: ['workload/selinux-options'],
  sysctls: ['workload/unsafe-sysctl'],
  windowshostprocess: ['workload/windows-host-process'],
};

describe.skipIf(!existsSync(FIXTURES))(
  `the fixtures of Pod Security admission in ${FIXTURES} (skipped where they are absent)`,
  () => {
    test.each(levelsAndVersions())('%s at %s: every pod is judged as upstream judges it', async (level, version) => {
      const disagreements: string[] = [];
      let judged = 0;
      for (const expected of ['pass', 'fail'] as const) {
        const folder = path.join(FIXTURES, level, version, expected);
        for (const file of readdirSync(folder)) {
          judged += 1;
          const { verdict, deniedBy } = await judgePod(readFileSync(path.join(folder, file), 'utf8'), level, version);
          const controls = CONTROLS[file.replace(/\d+\.yaml$/, '')] ?? [];
          const agrees =
            expected === 'pass'
              ? verdict === 'passed'
              : verdict === 'blocked' && deniedBy.some((rule) => controls.includes(rule));
          if (!agrees) disagreements.push(`${expected}/${file}: ${verdict} by ${deniedBy.join(', ')}`);
        }
      }
      expect(disagreements).toEqual([]);
      expect(judged).toBeGreaterThan(20);
    });
  },
);

function levelsAndVersions(): (readonly [Level, string])[] {
  if (!existsSync(FIXTURES)) return [];
  return (['baseline', 'restricted'] as const).flatMap((level) =>
    readdirSync(path.join(FIXTURES, level)).map((version) => [level, version] as const),
  );
}

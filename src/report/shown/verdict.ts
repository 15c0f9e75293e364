import type { Report } from '../../core/report.ts';
import type { Verdict } from '../../core/verdict.ts';
import { countsOf } from './outcome.ts';
import { plural } from './plural.ts';

/** What a verdict means for the one who reads it. */
const MEANINGS: Readonly<Record<Verdict, string>> = {
  blocked:
    'This must not ship as it is: at least one finding breaks a rule that the policy enforces. Mend what is denied, or have it accepted by an exception with owner, reason and expiry.',
  incomplete:
    'Nothing that was judged blocks, but something that was asked for could not be judged, and unknown never counts as passed. What would supply it is listed below.',
  passed: 'Everything that was asked for was judged, and nothing breaks a rule that the policy enforces.',
};

/** What the verdict of a report means, as sentences. */
export function meaningOf({ verdict, checked }: Report): string {
  if (verdict === 'incomplete' && checked.resources + checked.dockerfiles + checked.images === 0) {
    return 'No Kubernetes resource was found to judge, so nothing can be said. Name the directory that holds the manifests.';
  }
  return MEANINGS[verdict];
}

/** `3 denied, 2 warned`, or `No findings`. */
export function findingCounts({ findings }: Report): string {
  const counts = countsOf(findings);
  return counts === '' ? 'No findings' : counts;
}

/** `11 resources, 1 workload and 2 containers in 2 files`; Dockerfiles where there are any. */
export function extentOf({ checked }: Report): string {
  const judged = judgedThings(checked);
  const last = judged.pop() ?? '';
  const where = checked.files === 0 ? '' : ` in ${plural(checked.files, 'file')}`;
  return `${judged.length === 0 ? last : `${judged.join(', ')} and ${last}`}${where}`;
}

/** What was judged, each with its number: `11 resources`, `1 workload`, `2 containers`, `1 Dockerfile`. */
export function judgedThings({ resources, workloads, containers, dockerfiles, images }: Report['checked']): string[] {
  const ofKubernetes = [plural(resources, 'resource'), plural(workloads, 'workload'), plural(containers, 'container')];
  return [
    ...(resources === 0 && dockerfiles + images > 0 ? [] : ofKubernetes),
    ...(dockerfiles === 0 ? [] : [plural(dockerfiles, 'Dockerfile')]),
    ...(images === 0 ? [] : [plural(images, 'image')]),
  ];
}

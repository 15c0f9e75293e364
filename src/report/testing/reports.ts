import { listFiles, readText } from '../../../test/repository.ts';
import type { Report } from '../../core/report.ts';
import type { Source } from '../../core/source.ts';
import { check } from '../../gate/check.ts';
import { loadManifests } from '../../gate/load-manifests.ts';
import { loadPolicy } from '../../policy/load.ts';

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };

/** What a report may be made of. */
interface Sample {
  readonly units: readonly (readonly Source[])[];
  readonly policy?: string;
}

/** The report of manifests, as `check` makes it on a fixed day. */
export async function reportOf({ units, policy = 'profile: restricted\n' }: Sample): Promise<Report> {
  return check({
    units: units.map((sources) => loadManifests(sources)),
    policy: loadPolicy({ path: 'plimsoll.yaml', text: policy }),
    clock,
  });
}

/** The report of files, each a unit of its own. */
export async function reportOn(files: readonly Source[], policy?: string): Promise<Report> {
  return reportOf({ units: files.map((file) => [file]), ...(policy === undefined ? {} : { policy }) });
}

/** The manifests of a folder of the repository. */
export function manifestsOf(folder: string): readonly Source[] {
  return listFiles(`${folder}/*.yaml`).map((path) => ({ path, text: readText(path) }));
}

/** The examples: one unit is blocked, one passes. */
export async function examplesReport(): Promise<Report> {
  return reportOf({ units: [manifestsOf('examples/shop-faulty'), manifestsOf('examples/shop-mended')] });
}

/** What `npm run docs` shows: a service with faults and credentials. */
export const SHOP: Source = {
  path: 'examples/shop-faulty/cart.yaml',
  text: readText('examples/shop-faulty/cart.yaml'),
};

/** The credential in it. */
export const SHOP_CREDENTIAL = /postgres:\/\/cart:(\w+)@/.exec(SHOP.text)?.[1] ?? SHOP.text;

/** A deployment as two overlays render it from one base, each a unit of its own. Line 5 and those below are of the base. */
export async function overlaysReport(policy?: string): Promise<Report> {
  return reportOn(['dev', 'prod'].map(overlay), policy);
}

function overlay(name: string): Source {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}-web
  annotations: { ignore.plimsoll.dev/workload.host-pid: it looks at processes }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostPID: true
      containers:
        - name: web
          image: registry.example.com/web:1.2
`;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length + 20;
  const originOf = (offset: number) => ({ file: 'base/web.yaml', line: lineAt(offset), column: 1 });
  return { path: `overlays/${name}`, text, rendering: { by: 'kustomize', originOf } };
}

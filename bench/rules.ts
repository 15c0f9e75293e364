import { NEWEST_KUBERNETES } from '../src/core/kubernetes-version.ts';
import { UnitEngine } from '../src/evidence/engine.ts';
import { readManifests } from '../src/manifests/read.ts';
import { workloadOf } from '../src/manifests/workload.ts';
import { workloadKindsWith } from '../src/manifests/workload-kinds.ts';
import { profilePolicy } from '../src/policy/load.ts';
import { activeRules } from '../src/policy/policy.ts';
import { type Figure, median } from './figure.ts';

const TARGET = 50_000;
const PODS = 20_000;
const ROUNDS = 7;

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: { app.kubernetes.io/name: web }
spec:
  serviceAccountName: web
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: registry.example.com/web:1.4.2@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
      env: [{ name: LISTEN, value: ":8080" }, { name: DATABASE_PASSWORD_FILE, value: /run/secrets/database/password }]
      ports: [{ name: http, containerPort: 8080 }]
      resources: { requests: { cpu: 100m, memory: 64Mi, ephemeral-storage: 64Mi }, limits: { cpu: 500m, memory: 128Mi, ephemeral-storage: 128Mi } }
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
      livenessProbe: { httpGet: { path: /healthz, port: http } }
      readinessProbe: { httpGet: { path: /readyz, port: http } }
      volumeMounts: [{ name: tmp, mountPath: /tmp }]
  volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }]
`;

/** Every rule of the restricted profile over pods that conform to those that judge a pod alone, on one core. */
export function rules(): readonly Figure[] {
  const workloadKinds = workloadKindsWith([]);
  const [, entry] = readManifests({ path: 'pod.yaml', text: POD }, { workloadKinds });
  const kind = workloadKinds.of('v1', 'Pod');
  if (entry?.type !== 'resource' || kind === undefined) throw new Error('the pod of the bench cannot be read');
  const { resource } = entry;
  const active = activeRules(profilePolicy('restricted')).filter(({ rule }) => rule.scope === 'local');
  const rates = Array.from({ length: ROUNDS }, () => {
    const engine = new UnitEngine({ rules: active, kubernetes: NEWEST_KUBERNETES });
    const start = performance.now();
    for (let pod = 0; pod < PODS; pod += 1) engine.add(resource, workloadOf(resource, kind));
    const rate = (PODS / (performance.now() - start)) * 1000;
    const { reported } = engine.finish();
    if (reported.length > 0) throw new Error(`the pod of the bench does not conform: ${reported[0]?.message}`);
    return rate;
  });
  const rate = Math.round(median(rates));
  return [
    {
      name: `${active.length} rules over conforming pods, on one core`,
      value: `${rate.toLocaleString('en')} pods a second`,
      target: `at least ${TARGET.toLocaleString('en')}`,
      met: rate >= TARGET,
    },
  ];
}

import { describe, expect, test } from 'vitest';
import { check } from '../../src/gate/check.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import { profilePolicy } from '../../src/policy/load.ts';
import { reportFormats } from '../../src/report/index.ts';

// Invented, each of another kind, and none of them a word that stands elsewhere in a report.
const SECRETS = {
  environment: 'Vb7-kettle-Rowlock-42',
  url: 'Tq9anchorFairlead17',
  argument: 'Zx3-halyard-Binnacle-88',
  script: 'Lm5-capstan-Gunwale-61',
  header: 'c2hvcDpXcjYtYmFyb21ldGVyLTU1',
  annotation: 'Kp2-bollard-Scupper-93',
  templateAnnotation: 'Jd8-hawser-Transom-27',
  settings: 'Gn4-mizzen-Taffrail-70',
  setting: 'Fs6-keelson-Bulwark-19',
  copy: 'Hc1-rigging-Bowsprit-36',
  encoded: 'UGY3LXN0YXlzYWlsLUdhbmd3YXktNDg=',
  encodedUnderNoName: 'b3JkaW5hcnkgbG9va2luZyB0ZXh0IHRoYXQgaXMgc2VjcmV0',
  literal: 'Yt5-spinnaker-Lanyard-82',
} as const;

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    example.com/registry-password: ${SECRETS.annotation}
spec:
  template:
    metadata:
      annotations: { example.com/api-password: ${SECRETS.templateAnnotation} }
    spec:
      containers:
        - name: web
          image: registry.example.com/web
          command: [sh, -c, "export PGPASSWORD=${SECRETS.script}; exec web"]
          args: ["--db-password", "${SECRETS.argument}"]
          readinessProbe:
            httpGet:
              port: 8080
              httpHeaders: [{ name: Authorization, value: Basic ${SECRETS.header} }]
          env: [{ name: DATABASE_PASSWORD, value: "${SECRETS.environment}" }, { name: DATABASE_URL, value: "postgres://shop:${SECRETS.url}@db:5432/shop" }]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: default
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"data":{"CACHE_PASSWORD":"${SECRETS.copy}"}}
data:
  CACHE_PASSWORD: ${SECRETS.setting}
  application.properties: |
    server.port=8080
    spring.datasource.password=${SECRETS.settings}
---
apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: default
type: kubernetes.io/service-account-token
data: { password: ${SECRETS.encoded}, note: ${SECRETS.encodedUnderNoName} }
stringData: { token-password: ${SECRETS.literal} }
`;

const report = await check({
  units: [loadManifests([{ path: 'manifest.yaml', text: MANIFEST }])],
  policy: profilePolicy('restricted'),
  clock: { now: () => new Date(0) },
});

/** What shows vulnerabilities alone, of which there are none here. */
const OF_VULNERABILITIES: ReadonlySet<string> = new Set(['cyclonedx', 'gitlab-container-scanning']);

describe.each(Object.entries(reportFormats))('%s', (name, load) => {
  test.each(Object.entries(SECRETS))('does not print the credential in %s', async (__, secret) => {
    const { format } = await load();
    const text = format.render(report, { all: true, colour: false, width: 400 });
    expect(text.includes('DATABASE_URL')).toBe(!OF_VULNERABILITIES.has(name));
    expect(text).not.toContain(secret);
    for (const part of secret.split('-').filter((word) => word.length > 5)) expect(text).not.toContain(part);
  });
});

test('every credential is reported once', () => {
  const found = report.findings
    .filter(({ rule }) => rule.startsWith('secrets/credential-'))
    .map(({ rule, location }) => `${rule} ${location.path}`)
    .toSorted();
  expect(found).toEqual([...new Set(found)]);
  expect(found).toEqual([
    'secrets/credential-in-annotation metadata.annotations["example.com/registry-password"]',
    'secrets/credential-in-annotation spec.template.metadata.annotations["example.com/api-password"]',
    'secrets/credential-in-command spec.template.spec.containers[0].args[1]',
    'secrets/credential-in-command spec.template.spec.containers[0].command[2]',
    'secrets/credential-in-command spec.template.spec.containers[0].readinessProbe.httpGet.httpHeaders[0].value',
    'secrets/credential-in-config-map data.CACHE_PASSWORD',
    'secrets/credential-in-config-map data["application.properties"]',
    'secrets/credential-in-environment spec.template.spec.containers[0].env[0].value',
    'secrets/credential-in-environment spec.template.spec.containers[0].env[1].value',
  ]);
});

import { describe, expect, test } from 'vitest';
import {
  dnsAllowed,
  egressIsolated,
  egressLimited,
  ingressIsolated,
  ingressLimited,
  internetEgress,
  metadataReachable,
  policySelectsPods,
  policyTypes,
} from '../../src/rules/index.ts';
import { runRules } from './run-rule.ts';

/**
 * NetworkPolicy v1 as Kubernetes documents and defaults it: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * and pkg/apis/networking/v1/defaults.go. Manifests are JSON, which is YAML.
 */
const networkRules = [
  dnsAllowed,
  egressIsolated,
  egressLimited,
  ingressIsolated,
  ingressLimited,
  internetEgress,
  metadataReachable,
  policySelectsPods,
  policyTypes,
];

interface Pod {
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly hostNetwork?: boolean;
}

const WEB = { app: 'web', tier: 'front' };

function pod({ labels = WEB, namespace = 'shop', hostNetwork }: Pod = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace, labels },
    spec: { hostNetwork, containers: [{ name: 'web', image: 'web' }] },
  };
}

function policy(spec: object, namespace = 'shop'): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'policy', namespace },
    spec: { podSelector: {}, ...spec },
  };
}

function egressRule(rule: object): object {
  return policy({ policyTypes: ['Egress'], egress: [rule] });
}

function ingressRule(rule: object): object {
  return policy({ ingress: [rule] });
}

function egressTo(...to: readonly object[]): object {
  return egressRule({ to });
}

function ingressFrom(...from: readonly object[]): object {
  return ingressRule({ from });
}

/** What is reported, as `rule: message`, less what every pod without a policy for the other direction has. */
function said(resources: readonly unknown[], wanted: RegExp): readonly string[] {
  const manifest = resources.map((resource) => JSON.stringify(resource)).join('\n---\n');
  return runRules(networkRules, manifest)
    .map(({ rule, messageId }) => `${rule.id.slice('network/'.length)}: ${messageId}`)
    .filter((line) => wanted.test(line))
    .toSorted();
}

const NO_EGRESS = 'egress-isolated: notIsolated';
const NO_INGRESS = 'ingress-isolated: notIsolated';
const OPEN = 'egress-isolated: open';

type Row = readonly [name: string, resources: readonly unknown[], said: readonly string[]];

describe('1. a pod is isolated by the policies of its own namespace that select it', () => {
  const both = { policyTypes: ['Ingress', 'Egress'] };
  const rows: readonly Row[] = [
    ['no policy', [pod()], [OPEN, NO_INGRESS]],
    ['an empty selector selects every pod', [pod(), policy(both)], []],
    ['also a pod without labels', [pod({ labels: {} }), policy(both)], []],
    ['a policy of another namespace', [pod(), policy(both, 'staging')], [OPEN, NO_INGRESS]],
    [
      'a policy that names no namespace',
      [pod(), { ...policy(both), metadata: { name: 'policy' } }],
      [OPEN, NO_INGRESS],
    ],
    ['labels that match', [pod(), policy({ ...both, podSelector: { matchLabels: { app: 'web' } } })], []],
    [
      'all labels must match',
      [pod(), policy({ ...both, podSelector: { matchLabels: { app: 'web', tier: 'back' } } })],
      [OPEN, NO_INGRESS],
    ],
    [
      'labels are case-sensitive',
      [pod(), policy({ ...both, podSelector: { matchLabels: { app: 'Web' } } })],
      [OPEN, NO_INGRESS],
    ],
    ['In', [pod(), policy({ ...both, podSelector: expression('app', 'In', ['web', 'api']) })], []],
    ['NotIn of another value', [pod(), policy({ ...both, podSelector: expression('app', 'NotIn', ['api']) })], []],
    [
      'NotIn where the label is absent',
      [pod(), policy({ ...both, podSelector: expression('zone', 'NotIn', ['a']) })],
      [],
    ],
    [
      'NotIn of the value',
      [pod(), policy({ ...both, podSelector: expression('app', 'NotIn', ['web']) })],
      [OPEN, NO_INGRESS],
    ],
    ['Exists', [pod(), policy({ ...both, podSelector: expression('app', 'Exists') })], []],
    ['DoesNotExist', [pod(), policy({ ...both, podSelector: expression('app', 'DoesNotExist') })], [OPEN, NO_INGRESS]],
    [
      'expressions and labels are both asked for',
      [pod(), policy({ ...both, podSelector: { matchLabels: { app: 'web' }, ...expression('tier', 'In', ['back']) } })],
      [OPEN, NO_INGRESS],
    ],
    [
      'one policy for each direction',
      [pod(), policy({ policyTypes: ['Ingress'] }), policy({ policyTypes: ['Egress'] })],
      [],
    ],
    ['ingress alone', [pod(), policy({ policyTypes: ['Ingress'] })], [NO_EGRESS]],
    ['egress alone', [pod(), policy({ policyTypes: ['Egress'] })], [NO_INGRESS]],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /isolated/)).toEqual(expected);
  });
});

function expression(key: string, operator: string, values?: readonly string[]): object {
  return { matchExpressions: [{ key, operator, values }] };
}

describe('2. policyTypes left out is ingress always, and egress with an egress rule', () => {
  const rows: readonly Row[] = [
    ['nothing written', [pod(), policy({})], [NO_EGRESS]],
    ['ingress: []', [pod(), policy({ ingress: [] })], [NO_EGRESS]],
    ['egress: []', [pod(), policy({ egress: [] })], [NO_EGRESS, 'policy-types: notIsolating']],
    ['an egress rule', [pod(), policy({ egress: [{ to: [{ podSelector: {} }] }] })], []],
    ['policyTypes: []', [pod(), policy({ policyTypes: [], egress: [] })], [NO_EGRESS, 'policy-types: notIsolating']],
    ['policyTypes: [Egress] and egress: []', [pod(), policy({ policyTypes: ['Egress'], egress: [] })], [NO_INGRESS]],
    [
      'egress rules that are not covered',
      [pod(), policy({ policyTypes: ['Ingress'], egress: [{}] })],
      [NO_EGRESS, 'policy-types: ignored'],
    ],
    [
      'ingress rules that are not covered',
      [pod(), policy({ policyTypes: ['Egress'], ingress: [{}] })],
      [NO_INGRESS, 'policy-types: ignored'],
    ],
    [
      'a type in lower case',
      [pod(), policy({ policyTypes: ['ingress'] })],
      [OPEN, NO_INGRESS, 'policy-types: unknown'],
    ],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /isolated|types|limited/)).toEqual(expected);
  });
});

describe('3. no rule denies everything, an empty rule or list allows everything', () => {
  const EVERYTHING_OUT = 'egress-limited: everything';
  const EVERYTHING_IN = 'ingress-limited: everything';
  const rows: readonly Row[] = [
    ['egress left out', [policy({ policyTypes: ['Egress'] })], []],
    ['egress: []', [policy({ policyTypes: ['Egress'], egress: [] })], []],
    ['egress: null', [policy({ policyTypes: ['Egress'], egress: null })], []],
    ['an empty egress rule', [egressRule({})], [EVERYTHING_OUT]],
    ['to: []', [egressRule({ to: [] })], [EVERYTHING_OUT]],
    ['to: [] and ports: []', [egressRule({ to: [], ports: [] })], [EVERYTHING_OUT]],
    ['to: null', [egressRule({ to: null })], [EVERYTHING_OUT]],
    ['a port without a peer', [egressRule({ ports: [{ port: 443 }] })], ['internet-egress: anyone']],
    [
      'one open rule among others',
      [policy({ policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }, {}] })],
      [EVERYTHING_OUT],
    ],
    ['an empty ingress rule', [ingressRule({})], [EVERYTHING_IN]],
    ['from: []', [ingressRule({ from: [] })], [EVERYTHING_IN]],
    ['a port without a peer for ingress', [ingressRule({ ports: [{ port: 8443 }] })], []],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /limited|internet/)).toEqual(expected);
  });
});

describe('4. peers: pods of the namespace, of namespaces, or addresses', () => {
  const rows: readonly Row[] = [
    ['podSelector: {} is the own namespace', [egressTo({ podSelector: {} })], []],
    ['namespaceSelector: {} is the cluster and not outside', [egressTo({ namespaceSelector: {} })], []],
    [
      'namespaceSelector: {} lets every namespace in',
      [ingressFrom({ namespaceSelector: {} })],
      ['ingress-limited: allNamespaces'],
    ],
    [
      'both selectors are both asked for',
      [ingressFrom({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'gateway' } } })],
      [],
    ],
    [
      'two empty selectors are every pod',
      [ingressFrom({ namespaceSelector: {}, podSelector: {} })],
      ['ingress-limited: allNamespaces'],
    ],
    [
      'separate items: either',
      [ingressFrom({ podSelector: {} }, { namespaceSelector: {} })],
      ['ingress-limited: allNamespaces'],
    ],
    ['every IPv4 address', [egressTo({ ipBlock: { cidr: '0.0.0.0/0' } })], ['egress-limited: internet']],
    ['every IPv6 address', [egressTo({ ipBlock: { cidr: '::/0' } })], ['egress-limited: internet']],
    ['every global IPv6 address', [egressTo({ ipBlock: { cidr: '2000::/3' } })], ['egress-limited: internet']],
    ['a unique local range', [egressTo({ ipBlock: { cidr: 'fd00::/8' } })], []],
    [
      'an address with other bits set is its network',
      [egressTo({ ipBlock: { cidr: '10.1.2.3/0' } })],
      ['egress-limited: internet'],
    ],
    ['half of the internet', [egressTo({ ipBlock: { cidr: '128.0.0.0/1' } })], ['egress-limited: internet']],
    [
      'half of the internet less a part',
      [egressTo({ ipBlock: { cidr: '128.0.0.0/1', except: ['192.168.0.0/16'] } })],
      [],
    ],
    ['everything excepted', [egressTo({ ipBlock: { cidr: '0.0.0.0/0', except: ['0.0.0.0/1', '128.0.0.0/1'] } })], []],
    ['a range', [egressTo({ ipBlock: { cidr: '10.0.0.0/8' } })], []],
    ['what is no range', [egressTo({ ipBlock: { cidr: 'everywhere' } })], []],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /limited/)).toEqual(expected);
  });
});

describe('5. ports: TCP where nothing is said, ranges inclusive, names by the pod of the other side', () => {
  const INTERNET = { ipBlock: { cidr: '0.0.0.0/0' } };
  const egress = (ports: readonly object[]): unknown =>
    policy({ policyTypes: ['Egress'], egress: [{ to: [INTERNET], ports }] });
  const EVERY_PORT = 'egress-limited: internet';
  const SOME_PORTS = 'internet-egress: internet';
  const METADATA = 'metadata-reachable: reachable';
  const rows: readonly Row[] = [
    ['no ports', [egress([])], [EVERY_PORT, METADATA]],
    ['a protocol without a port is every port of it', [egress([{ protocol: 'TCP' }])], [EVERY_PORT, METADATA]],
    ['every port of UDP holds no port of TCP', [egress([{ protocol: 'UDP' }])], [EVERY_PORT]],
    ['port 80 is TCP', [egress([{ port: 80 }])], [SOME_PORTS, METADATA]],
    ['port 80 of UDP', [egress([{ port: 80, protocol: 'UDP' }])], [SOME_PORTS]],
    ['port 80 of SCTP', [egress([{ port: 80, protocol: 'SCTP' }])], [SOME_PORTS]],
    ['a range that holds port 80', [egress([{ port: 79, endPort: 81 }])], [SOME_PORTS, METADATA]],
    ['a range that ends at port 80', [egress([{ port: 1, endPort: 80 }])], [SOME_PORTS, METADATA]],
    ['a range that ends before port 80', [egress([{ port: 1, endPort: 79 }])], [SOME_PORTS]],
    ['a range of every port', [egress([{ port: 1, endPort: 65535 }])], [EVERY_PORT, METADATA]],
    ['a name is no port of an address', [egress([{ port: 'http' }])], [SOME_PORTS]],
    ['port 443 alone', [egress([{ port: 443 }])], [SOME_PORTS]],
    ['DNS alone', [egress([{ port: 53, protocol: 'UDP' }, { port: 53 }])], []],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /egress-limited|internet|metadata/)).toEqual(expected);
  });
});

describe('5. a pod that may reach peers needs DNS', () => {
  const DB = { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] };
  const egress = (...rules: readonly object[]): unknown => policy({ policyTypes: ['Egress'], egress: [DB, ...rules] });
  const kubeSystem = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
  const BLOCKED = 'dns-allowed: blocked';
  const rows: readonly Row[] = [
    ['no rule for it', [pod(), egress()], [BLOCKED]],
    ['port 53 of UDP', [pod(), egress({ ports: [{ port: 53, protocol: 'UDP' }] })], []],
    ['port 53 of TCP', [pod(), egress({ ports: [{ port: 53 }] })], []],
    ['port 53 of SCTP', [pod(), egress({ to: [kubeSystem], ports: [{ port: 53, protocol: 'SCTP' }] })], [BLOCKED]],
    ['the port of OpenShift', [pod(), egress({ ports: [{ port: 5353, protocol: 'UDP' }] })], []],
    ['the name of the port', [pod(), egress({ to: [kubeSystem], ports: [{ port: 'dns', protocol: 'UDP' }] })], []],
    ['every port of kube-system', [pod(), egress({ to: [kubeSystem] })], []],
    ['every port of every namespace', [pod(), egress({ to: [{ namespaceSelector: {} }] })], []],
    [
      'every port of another namespace',
      [pod(), egress({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }] })],
      [BLOCKED],
    ],
    ['every port of the own namespace', [pod(), egress({ to: [{ podSelector: {} }] })], [BLOCKED]],
    [
      'another policy allows it',
      [pod(), egress(), policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] })],
      [],
    ],
    [
      'a policy for other pods allows it',
      [pod(), egress(), policy({ podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Egress'], egress: [{}] })],
      [BLOCKED],
    ],
    ['nothing may be reached at all', [pod(), policy({ policyTypes: ['Egress'] })], []],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /dns/)).toEqual(expected);
  });
});

describe('8. ipBlock: except subtracts, and families are apart', () => {
  const METADATA = ['metadata-reachable: reachable'];
  const rows: readonly Row[] = [
    ['the address', [egressTo({ ipBlock: { cidr: '169.254.169.254/32' } })], METADATA],
    ['the link-local range', [egressTo({ ipBlock: { cidr: '169.254.0.0/16' } })], METADATA],
    ['the range next to it', [egressTo({ ipBlock: { cidr: '169.255.0.0/16' } })], []],
    ['the address excepted', [egressTo({ ipBlock: { cidr: '169.254.0.0/16', except: ['169.254.169.254/32'] } })], []],
    [
      'a range with it excepted',
      [egressTo({ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.128.0/17', 'fd00:ec2::/32'] } })],
      [],
    ],
    [
      'its neighbour excepted',
      [egressTo({ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.255/32'] } })],
      METADATA,
    ],
    ['that of IPv6', [egressTo({ ipBlock: { cidr: 'fd00:ec2::/32' } })], METADATA],
    [
      'every IPv6 address less that of IPv4',
      [egressTo({ ipBlock: { cidr: '::/0', except: ['169.254.169.254/32'] } })],
      METADATA,
    ],
    [
      'every IPv6 address less that of IPv6',
      [egressTo({ ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128'] } })],
      [],
    ],
  ];

  test.each(rows)('%s', (_, resources, expected) => {
    expect(said(resources, /metadata/)).toEqual(expected);
  });
});

test('9. pods on the network of their node are out of reach of every policy', () => {
  const resources = [pod({ hostNetwork: true }), policy({ policyTypes: ['Ingress', 'Egress'] })];
  expect(said(resources, /isolated/)).toEqual(['egress-isolated: hostNetwork', 'ingress-isolated: hostNetwork']);
});

describe('what is already there', () => {
  const platform = JSON.stringify(policy({ policyTypes: ['Ingress', 'Egress'], egress: [{}] }));
  const manifest = JSON.stringify(pod());

  test('isolates, and is answered for by the pods that it leaves open', () => {
    const reported = runRules(networkRules, manifest, { with: platform });
    expect(reported.map(({ rule, messageId }) => `${rule.id}: ${messageId}`)).toEqual([
      'network/egress-isolated: unlimited',
    ]);
  });

  test('is selected by the policies that are judged', () => {
    const selecting = JSON.stringify(policy({ podSelector: { matchLabels: { app: 'web' } } }));
    expect(runRules([policySelectsPods], selecting, { with: manifest })).toEqual([]);
  });
});

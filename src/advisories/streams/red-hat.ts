import type { Distribution } from '../../core/distribution.ts';
import type { AdvisoryStream } from './stream.ts';

/**
 * The streams of Red Hat's advisories, which are named by the CPE of a repository without its beginning:
 * `enterprise_linux:9::appstream` of `cpe:/a:redhat:enterprise_linux:9::appstream`. An image tells its repositories by content sets
 * (`rhel-9-for-x86_64-appstream-rpms`), and the map from one to the other is Red Hat's, online. This is what can be told without it: the
 * repositories that every installation has switched on, those whose content sets have the CPE in their names, and the CPE of os-release.
 * Source: https://access.redhat.com/articles/1150793, https://security.access.redhat.com/data/meta/v1/repository-to-cpe.json.
 */
export function redHatStreams({
  version,
  cpe,
  repositories = [],
}: Pick<Distribution, 'version' | 'cpe' | 'repositories'>): readonly AdvisoryStream[] {
  const [major = '', minor = ''] = version.split('.');
  const told = [...repositories.flatMap((each) => streamOfContentSet(each, minor)), ...ownStream(cpe)];
  const extended = told.filter((name) => EXTENDED.test(name));
  const standard = [...new Set([...defaultRepositories(major), ...told])].filter((name) => !EXTENDED.test(name));
  if (extended.length === 0) return standard.map((name) => ({ ecosystem: `Red Hat:${name}` }));
  // Who pays for it stays at a minor release, and gets what mends flaws there: what later ones have is out of reach.
  return [
    ...[...new Set(extended)].map((name) => ({ ecosystem: `Red Hat:${name}` })),
    ...standard.map((name) => ({
      ecosystem: `Red Hat:${name}`,
      rank: 'yielding' as const,
      minor: Number(minorOf(extended[0] ?? '') ?? minor),
    })),
  ];
}

/** What has no advisories of its own, though it has content sets: sources, symbols, images of disks. */
const WITHOUT_ADVISORIES = /-(?:(?:source|debug|debuginfo)-rpms(?:__.*)?|files|isos|kickstart)$/;

/** The content sets of an image of Red Hat whose advisories are not known by their names. */
export function unknownContentSets({ id, version, repositories = [] }: Distribution): readonly string[] {
  if (id !== 'rhel') return [];
  const [, minor = ''] = version.split('.');
  return repositories.filter((each) => streamOfContentSet(each, minor).length === 0 && !WITHOUT_ADVISORIES.test(each));
}

/** Streams that stay at a minor release: `rhel_eus:8.6::baseos`. */
const EXTENDED = /^rhel_(?:eus|aus|e4s|tus):/;

function minorOf(stream: string): string | undefined {
  return /^\w+:\d+\.(\d+)/.exec(stream)?.[1];
}

function defaultRepositories(major: string): readonly string[] {
  const names = Number(major) >= 8 ? ['baseos', 'appstream', 'crb'] : ['server', 'client', 'workstation'];
  return names.map((name) => `enterprise_linux:${major}::${name}`);
}

/** Of `cpe:/o:redhat:enterprise_linux:9::baseos`. */
function ownStream(cpe: string): readonly string[] {
  const [, stream] = /^cpe:\/[ao]:redhat:([\w.:-]+)$/.exec(cpe) ?? [];
  return stream === undefined || !stream.includes('::') ? [] : [stream];
}

/** `rhel-8-for-x86_64-baseos-eus-rpms__8_DOT_6`, `ubi-9-for-x86_64-appstream-rpms`. */
const OF_SYSTEM =
  /^(?:rhel|ubi)-(\d+)-for-\w+-(baseos|appstream|supplementary|highavailability|resilientstorage|nfv|rt|sap-netweaver|sap-solutions)(?:-(eus|aus|e4s|tus))?-rpms(?:__\d+_DOT_(\d+))?$/;
/** `codeready-builder-for-rhel-9-x86_64-rpms`. */
const OF_BUILDER = /^codeready-builder-for-(?:rhel|ubi)-(\d+)-\w+-(?:(eus)-)?rpms(?:__\d+_DOT_(\d+))?$/;
/** `rhel-7-server-rpms`, `rhel-7-server-optional-rpms`. */
const OF_SEVEN = /^rhel-([67])-(server|client|workstation)(?:-optional)?-rpms$/;
/** `rhocp-4.12-for-rhel-8-x86_64-rpms`. */
const OF_PRODUCT = /^([a-z]+(?:-[a-z]+)*)-(\d+(?:\.\d+)*)-for-rhel-(\d+)-\w+-rpms$/;

/** The last parts of the CPEs of repositories whose content sets have other names. */
const REPOSITORIES: Readonly<Record<string, string>> = {
  rt: 'realtime',
  'sap-netweaver': 'sap',
  'sap-solutions': 'sap_hana',
};

/** The products whose CPEs have other names than their content sets. */
const PRODUCTS: Readonly<Record<string, string>> = {
  ansible: 'ansible_engine',
  'ansible-automation-platform': 'ansible_automation_platform',
  'jb-eap': 'jboss_enterprise_application_platform',
  openstack: 'openstack',
  rhocp: 'openshift',
  satellite: 'satellite',
};

function streamOfContentSet(name: string, hostMinor: string): readonly string[] {
  return (
    systemStream(name, hostMinor) ?? builderStream(name, hostMinor) ?? sevenStream(name) ?? productStream(name) ?? []
  );
}

function systemStream(name: string, hostMinor: string): readonly string[] | undefined {
  const [whole, major = '', repository = '', service, minor = hostMinor] = OF_SYSTEM.exec(name) ?? [];
  return whole === undefined ? undefined : [streamOf(major, REPOSITORIES[repository] ?? repository, service, minor)];
}

function builderStream(name: string, hostMinor: string): readonly string[] | undefined {
  const [whole, major = '', service, minor = hostMinor] = OF_BUILDER.exec(name) ?? [];
  return whole === undefined ? undefined : [streamOf(major, 'crb', service, minor)];
}

function sevenStream(name: string): readonly string[] | undefined {
  const [whole, major = '', edition = ''] = OF_SEVEN.exec(name) ?? [];
  return whole === undefined ? undefined : [`enterprise_linux:${major}::${edition}`];
}

function productStream(name: string): readonly string[] | undefined {
  const [, product = '', release = '', system = ''] = OF_PRODUCT.exec(name) ?? [];
  return PRODUCTS[product] === undefined ? undefined : [`${PRODUCTS[product]}:${release}::el${system}`];
}

function streamOf(major: string, repository: string, service: string | undefined, minor: string): string {
  return service === undefined
    ? `enterprise_linux:${major}::${repository}`
    : `rhel_${service}:${major}.${minor}::${repository}`;
}

import type { GoodExample, SampleBill, SampleFile, SampleImage, SampleSystem, SampleVulnerability } from '../rule.ts';

/** The text of an example, as people read it. */
export function exampleText(example: GoodExample): string {
  if ('manifest' in example) return example.manifest;
  return 'dockerfile' in example ? example.dockerfile : sampleText(example.image);
}

/** An image that is built in code, as people read it: its steps, and below each the files that its layer brings. */
function sampleText({
  steps,
  os = 'linux',
  user,
  vulnerabilities = [],
  system,
  runtimes = [],
  bills,
}: SampleImage): string {
  const lines = steps.flatMap(({ step, files }) => [step, ...files.map((file) => `#   ${fileText(file)}`)]);
  const known = vulnerabilities.map((each) => `# ${vulnerabilityText(each)}`);
  const found = [
    ...(os === 'linux' ? [] : [`# its configuration says that it is one for ${os}`]),
    ...(system === undefined ? [] : [`# ${systemText(system)}`]),
    ...(bills === undefined ? [] : billsLines(bills).map((line) => `# ${line}`)),
    ...runtimes.map(({ name, version, path }) => `# ${name} ${version} in /${path}`),
  ];
  return `${[...lines, ...found, ...known, ...(user === undefined || user === '' ? [] : [`USER ${user}`])].join('\n')}\n`;
}

function billsLines(bills: readonly SampleBill[]): readonly string[] {
  return bills.length === 0 ? ['no bill is attached to it'] : bills.flatMap(billLines);
}

function billLines({ unlisted = [], gone = [], changed = [], unread }: SampleBill): readonly string[] {
  const lines = [
    ...(unread === undefined ? [] : [`the bill cannot be read: ${unread}`]),
    ...unlisted.map((each) => `not in the bill: ${each}`),
    ...gone.map((each) => `in the bill alone: ${each}`),
    ...changed.map((each) => `in the bill: ${each}`),
  ];
  return lines.length === 0 ? ['the bill lists what is in it'] : lines;
}

function systemText({ id, version, codename = '', repositories = [] }: SampleSystem): string {
  const from = repositories.length === 0 ? '' : `, packages of ${repositories.join(' and ')}`;
  return `os-release: ID=${id} VERSION_ID=${version}${codename === '' ? '' : ` VERSION_CODENAME=${codename}`}${from}`;
}

function vulnerabilityText(flaw: SampleVulnerability): string {
  const { id, package: name, version, fixed, severity, doubt, exploited, epss, published } = flaw;
  const mended = doubt ?? (fixed === undefined ? 'no fix' : `fixed in ${fixed}`);
  const told = [
    exploited === undefined ? '' : `, exploited since ${exploited}`,
    epss === undefined ? '' : `, EPSS ${epss}`,
    published === undefined ? '' : `, published ${published}`,
  ];
  return `${name} ${version}: ${id}, severity ${severity}${told.join('')}, ${mended}`;
}

function fileText({ path, mode = path.endsWith('/') ? 0o755 : 0o644, text = '' }: SampleFile): string {
  const content = text === '' ? '' : `: ${text.trimEnd().replaceAll('\n', ' ')}`;
  return `${mode.toString(8).padStart(4, '0')} ${path}${content.length > MOST ? `: ${text.length} bytes` : content}`;
}

const MOST = 100;

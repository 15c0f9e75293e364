import type { ChangedSetting } from '../../gate/diff/changed-settings.ts';
import type { ChangedFiles, ImageDifferences } from '../../gate/diff/compare-images.ts';
import type { Differences } from '../../gate/diff/differences.ts';
import type { PairedDifferences } from '../../gate/diff/paired-platforms.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { bytesText } from '../../report/shown/bytes.ts';
import { plural } from '../../report/shown/plural.ts';
import type { BilledComponent } from '../../sbom/bill.ts';
import type { ChangedPackage, Direction } from '../../sbom/compare-bills.ts';
import { platformHeading } from '../platforms/platforms-text.ts';

/** The most files that are named; JSON names all. */
const MOST_FILES = 20;

/** The differences for people: a line for each, `+` for what came, `-` for what went, `^` and `v` for a later and an earlier version. */
export function differencesText({ before, after, packages, image, isDifferent }: Differences): string {
  const { added, removed, changed, unchanged, distribution } = packages;
  const lines = [
    `--- ${before.name}`,
    `+++ ${after.name}`,
    ...(distribution === undefined
      ? []
      : [`distribution: ${nameOf(distribution.before)} -> ${nameOf(distribution.after)}`]),
    ...section('packages', [...removed.map(removedLine), ...added.map(addedLine), ...changed.map(changedLine)]),
    ...(image === undefined ? [] : imageLines(image)),
    isDifferent
      ? `${plural(added.length, 'package')} added, ${removed.length} removed, ${changed.length} changed, ${unchanged} the same`
      : `no difference: ${plural(unchanged, 'package')} the same`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** The differences on each platform for people. */
export function pairedText({ both, removed, added, isDifferent }: PairedDifferences): string {
  const only = [
    ...removed.map((platform) => `- ${platform}, which only the first has\n`),
    ...added.map((platform) => `+ ${platform}, which only the second has\n`),
  ];
  const texts = both.map(
    ({ platform, differences }) => `${platformHeading(platform)}${differencesText(differences)}\n`,
  );
  const changed = both.filter(({ differences }) => differences.isDifferent).map(({ platform }) => platform);
  const last = isDifferent
    ? `${changed.length} of ${plural(both.length, 'platform')} different${changed.length === 0 ? '' : `: ${changed.join(', ')}`}`
    : `no difference on ${plural(both.length, 'platform')}`;
  return `${texts.join('')}${only.map(printable).join('')}${printable(last)}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines];
}

function nameOf(distribution: { readonly id: string; readonly version: string } | undefined): string {
  return distribution === undefined ? 'none' : `${distribution.id} ${distribution.version}`.trimEnd();
}

function addedLine(component: BilledComponent): string {
  return `  + ${fullName(component)} ${component.package.version}`;
}

function removedLine(component: BilledComponent): string {
  return `  - ${fullName(component)} ${component.package.version}`;
}

const SIGNS: Readonly<Record<Direction, string>> = { upgraded: '^', downgraded: 'v', changed: '~' };

function changedLine({ before, after, direction }: ChangedPackage): string {
  return `  ${SIGNS[direction]} ${fullName(after)} ${before.package.version} -> ${after.package.version}`;
}

/** `deb libc6:amd64`, `npm @babel/core`: of an operating system's package its distribution goes without saying. */
function fullName({ package: { type, namespace, name, architecture } }: BilledComponent): string {
  const isOfSystem = type === 'deb' || type === 'rpm' || type === 'apk' || type === 'alpm' || type === 'opkg';
  if (isOfSystem) return `${type} ${name}${architecture === undefined ? '' : `:${architecture}`}`;
  return `${type} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function imageLines({ size, layers, files, settings }: ImageDifferences): readonly string[] {
  const grown = size.after - size.before;
  const sign = grown < 0 ? '-' : '+';
  return [
    ...section('configuration', settings.map(settingLine)),
    ...section('files', fileLines(files)),
    `layers: ${layers.before} -> ${layers.after}, of which the lowest ${layers.shared} are the same`,
    `size: ${bytesText(size.before)} -> ${bytesText(size.after)} (${sign}${bytesText(Math.abs(grown))})`,
  ];
}

const HOW: Readonly<Record<ChangedSetting['how'], string>> = { added: '+', removed: '-', changed: '~' };

function settingLine({ setting, before, after, how }: ChangedSetting): string {
  if (how === 'changed' && before !== undefined) return `  ~ ${setting}: ${before} -> ${after}`;
  const value = before ?? after;
  return `  ${HOW[how]} ${setting}${value === undefined ? '' : `: ${value}`}`;
}

function fileLines({ added, removed, changed }: ChangedFiles): readonly string[] {
  const lines = [
    ...wholes(removed).map((each) => `  - ${each}`),
    ...wholes(added).map((each) => `  + ${each}`),
    ...changed.map((path) => `  ~ ${path}`),
  ];
  const hidden = lines.length - MOST_FILES;
  return hidden <= 0 ? lines : [...lines.slice(0, MOST_FILES), `  and ${plural(hidden, 'other')}, which -o json names`];
}

/** Paths, where a directory that came or went stands for all that is in it. They come in the order of an image, a directory first. */
function wholes(paths: readonly string[]): readonly string[] {
  const found: { readonly path: string; inside: number }[] = [];
  for (const path of paths) {
    const last = found.at(-1);
    if (last !== undefined && path.startsWith(`${last.path}/`)) last.inside += 1;
    else found.push({ path, inside: 0 });
  }
  return found.map(({ path, inside }) => (inside === 0 ? path : `${path} and ${inside} in it`));
}

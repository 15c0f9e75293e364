import type { SupportContext } from '../../advisories/support/support-of.ts';
import { supportText } from '../../evidence/image/support-text.ts';
import type { GatheredImage } from '../../gate/image/gathered-image.ts';
import { distributionSupport } from '../../gate/support/image-supports.ts';
import { distributionDoubt } from '../../gate/vulnerabilities/listed-inventory.ts';
import type { ToldInventory } from '../../inventory/inventory.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { bytesText } from '../../report/shown/bytes.ts';
import { plural } from '../../report/shown/plural.ts';
import { wrap } from '../../report/text/wrap.ts';

/** What is known of an image beyond what is in it: what it is made from, and until when releases are supported. */
export interface CardContext extends SupportContext {
  readonly base: string;
  /** The columns that a line takes at most; what has no space in it is not broken. */
  readonly width: number;
}

/** Where values begin, in columns. */
const INDENT = 10;

/** What an image is, a line for each fact. */
export function cardText(scanned: GatheredImage, context: CardContext): string {
  const { image, inventory } = scanned;
  const { config } = image.config;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Image', image.name],
    ['Digest', image.digest],
    ['Image ID', image.imageId],
    ['Platform', image.platform],
    ['Created', image.config.created ?? ''],
    ['Base', context.base],
    ['System', systemText(inventory, context)],
    ['User', config === undefined || config === null ? undefined : userText(config.User ?? '', image.config.os)],
    ['Size', sizeText(scanned)],
    ['Packages', packagesText(scanned)],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name.padEnd(INDENT)}${wrapped(value, context)}\n`],
  );
  return `${lines.join('')}\n`;
}

function wrapped(value: string, { width }: CardContext): string {
  return wrap(printable(value), Math.max(width - INDENT, INDENT)).join(`\n${' '.repeat(INDENT)}`);
}

function systemText(inventory: ToldInventory, context: SupportContext): string | undefined {
  const { distribution } = inventory;
  const told = distributionSupport(distribution, { ...context, doubt: distributionDoubt(inventory) });
  if (told === undefined || distribution === undefined) return undefined;
  return `${distribution.prettyName}, ${supportText(told.supported.support)}`;
}

function userText(user: string, system: string): string {
  if (user !== '') return user;
  return system === 'windows' ? 'ContainerAdministrator, since none is set' : 'root, since none is set';
}

function sizeText({ image, evidence }: GatheredImage): string {
  const size = evidence.layerSizes.reduce((sum, bytes) => sum + bytes, 0);
  const wasted = evidence.wasted.reduce((sum, file) => sum + file.size, 0);
  const part = wasted === 0 ? '' : `, ${bytesText(wasted)} of it in files that no container sees`;
  return `${bytesText(size)} in ${plural(image.layers.length, 'layer')}${part}`;
}

function packagesText({ inventory: { packages } }: GatheredImage): string {
  const byType = Map.groupBy(packages, (each) => each.package.type);
  const counts = [...byType].map(([type, { length }]) => `${length} ${type}`).toSorted();
  return counts.length === 0 ? 'none found' : `${packages.length}: ${counts.join(', ')}`;
}

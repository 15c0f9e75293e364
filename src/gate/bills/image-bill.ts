import type { Package } from '../../core/package.ts';
import { maskCredentials } from '../../credentials/mask.ts';
import {
  type InventoryDoubt,
  type InventoryUnknown,
  isIncomplete,
  type ToldPackage,
} from '../../inventory/inventory.ts';
import type { Bill, BilledComponent, BilledLayer, BilledSubject } from '../../sbom/bill.ts';
import { Dependencies, type Identified } from '../../sbom/dependencies.ts';
import { imagePurl } from '../image/image-purl.ts';
import type { ToldImage } from '../image/told-image.ts';

/** The bill of an image: what its inventory tells, with the layers by their digests and steps. */
export function imageBill({ image, read, inventory }: ToldImage): Bill {
  const identified = identify(inventory.packages);
  const dependencies = new Dependencies(identified);
  const owners = new Map(identified.map(({ id, package: each }) => [identityOf(each), id]));
  return {
    subject: subjectOf(image, read),
    distribution: inventory.distribution,
    components: identified.map((each): BilledComponent => {
      const { dependsOn: _, provides: __, ...billed } = each.package;
      const { purl, cataloger, places, layer, owner } = each.found;
      return {
        id: each.id,
        package: billed,
        purl,
        cataloger,
        places,
        layer,
        owner: owner && owners.get(identityOf(owner)),
        ...dependencies.of(each),
      };
    }),
    unknown: [
      ...read.problems.map(({ message }) => message),
      ...read.leftOut.map(({ layer, name, why }) => `Left out of layer ${layer + 1}: ${name} (${why}).`),
      ...inventory.unknown.map(unknownText),
      ...inventory.doubts.filter(isIncomplete).map(doubtText),
    ],
  };
}

interface Found extends Identified {
  readonly found: ToldPackage;
}

/** The package URL is the id; the second with the same one is told apart by a number. */
function identify(packages: readonly ToldPackage[]): readonly Found[] {
  const counts = new Map<string, number>();
  return packages.map((found) => {
    const { package: each, purl } = found;
    const name = purl ?? `${each.type}:${each.name}@${each.version}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { id: count === 1 ? name : `${name}#${count}`, package: each, found };
  });
}

function identityOf({ type, namespace = '', name, version, architecture = '' }: Package): string {
  return JSON.stringify([type, namespace, name, version, architecture]);
}

function subjectOf(image: ToldImage['image'], { layers }: ToldImage['read']): BilledSubject {
  const { name, digest, platform, config } = image;
  const steps = (config.history ?? []).filter(({ empty_layer: isEmpty }) => !isEmpty);
  return {
    isImage: true,
    name,
    version: digest ?? '',
    purl: imagePurl(image),
    platform: platform || undefined,
    layers: image.layers.map((layer, index): BilledLayer => {
      const step = steps[index]?.created_by ?? '';
      return {
        digest: layers[index]?.digest ?? layer.digest,
        diffId: layers[index]?.diffId ?? layer.diffId,
        step: step === '' ? undefined : maskCredentials(step),
      };
    }),
  };
}

function unknownText({ place, reason }: InventoryUnknown): string {
  const { path, layer, line, offset } = place;
  const where = line === undefined ? (offset === undefined ? '' : ` at byte ${offset}`) : `:${line}`;
  return `${path}${where} (layer ${layer + 1}): ${reason}.`;
}

function doubtText({ place, reason }: InventoryDoubt): string {
  return place === undefined ? `${reason}.` : `${place.path} (layer ${place.layer + 1}): ${reason}.`;
}

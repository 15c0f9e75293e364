import type { Distribution } from '../../core/distribution.ts';
import type { Bill, BilledLayer, BilledSubject } from '../bill.ts';
import { Fields } from '../fields.ts';
import { gather, type ReadEntry } from '../gather.ts';
import { type ReadContext, toldArtifact } from './read-artifact.ts';

/**
 * Reads a document of syft's own format. What is damaged is told as unknown, and everything else is read.
 * Source: https://github.com/anchore/syft/tree/main/schema/json.
 */
export function readSyft(value: Readonly<Record<string, unknown>>): Bill {
  const document = new Fields(value);
  const subject = subjectOf(document.fields('source'));
  const read = gather(entriesOf(document, contextOf(document, subject)));
  return { ...read, subject, distribution: distributionOf(document.fields('distro')) ?? read.distribution };
}

function* entriesOf(document: Fields, context: ReadContext): Generator<ReadEntry> {
  for (const [index, artifact] of document.all('artifacts').entries()) {
    const path = `artifacts[${index}]`;
    if (artifact.text('name') === undefined) yield { kind: 'damaged', why: `${path} has no name.` };
    else yield { kind: 'component', told: toldArtifact(artifact, artifact.text('id') ?? path, context), path };
  }
}

function contextOf(document: Fields, { layers }: BilledSubject): ReadContext {
  const needed = new Map<string, string[]>();
  const owners = new Map<string, string>();
  for (const each of document.all('artifactRelationships')) {
    const [parent, child, type] = [each.text('parent'), each.text('child'), each.text('type')];
    if (parent === undefined || child === undefined) continue;
    if (type === 'ownership-by-file-overlap') owners.set(child, parent);
    if (type !== 'dependency-of') continue;
    const known = needed.get(child) ?? [];
    known.push(parent);
    needed.set(child, known);
  }
  return { needed, owners, layers: new Map(layers.map(({ digest }, index) => [digest, index])) };
}

/** Older versions have the image in `target`. */
function subjectOf(source: Fields): BilledSubject {
  const metadata = source.fields('metadata');
  const told = metadata.text('userInput') === undefined ? source.fields('target') : metadata;
  const platform = [told.text('os'), told.text('architecture')].filter((each) => each !== undefined).join('/');
  return {
    isImage: source.text('type') === 'image',
    name: told.text('userInput') ?? source.text('name') ?? '',
    version: told.text('manifestDigest') ?? source.text('version') ?? '',
    purl: undefined,
    platform: platform || undefined,
    layers: told
      .all('layers')
      .map((each): BilledLayer => ({ digest: each.text('digest'), diffId: undefined, step: undefined })),
  };
}

function distributionOf(told: Fields): Distribution | undefined {
  const id = told.text('id');
  if (id === undefined) return undefined;
  return {
    id: id.toLowerCase(),
    like: told.texts('idLike'),
    version: told.text('versionID') ?? '',
    codename: told.text('versionCodename') ?? '',
    prettyName: told.text('prettyName') ?? '',
    cpe: told.text('cpeName') ?? '',
    variant: told.text('variantID') ?? '',
  };
}

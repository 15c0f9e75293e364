import type { ImageLocation, LayerLocation } from '../../core/finding.ts';
import type { Subject } from '../../core/subject.ts';
import { baseNameOf, baseReferenceOf } from '../../image/base-name.ts';
import type { LayerDigests, OpenedImage } from '../../image/opened-image.ts';
import type { ReadImage } from '../../image/read-image.ts';
import { type HistoryText, historyText } from './history-text.ts';
import { ageOf } from './image-age.ts';
import type { BaseView, FilesView, HealthCheckView, ImagePlace, ImageView, UserView } from './image-view.ts';
import type { LayersEvidence } from './layers-evidence.ts';
import type { ToldHistory } from './told-history.ts';

/** An image that was opened, and whose every layer was read with an eye on its files. */
export interface ReadFacts {
  readonly image: Pick<OpenedImage, 'name' | 'config' | 'annotations'> &
    Partial<Pick<OpenedImage, 'digest'> & { readonly layers: readonly LayerDigests[] }>;
  /** What its places name it by: the name of the image, unless it is one of several platforms. */
  readonly path?: string;
  readonly read: Pick<ReadImage, 'problems' | 'unverified'> & { readonly layers: readonly LayerDigests[] };
  /** What its layers tell. */
  readonly evidence: LayersEvidence;
  /** What its history tells; undefined where that is nothing, or could not be read. */
  readonly history: ToldHistory | undefined;
  /** When it is judged. */
  readonly now: Date;
}

/**
 * An image that was opened, as rules see it. The text in which its places stand is its history, written as the Dockerfile that made it: a step on
 * each line.
 */
export function imageOfOpened(facts: ReadFacts): ImageView {
  const { name, config } = facts.image;
  const { history } = facts;
  const written = historyText(config);
  const source = { path: facts.path ?? name, text: written.text };
  const subject: Subject = { kind: 'Image', name, image: name };
  const from: ImagePlace = { path: ['FROM', 0], key: 'image', span: { start: 0, end: 'FROM scratch'.length } };
  const files = knowledgeOf(facts, from);
  const hasConfiguration = config.config !== undefined;
  return {
    subject,
    source,
    bases: [],
    base: baseOf(facts, from),
    steps: history?.steps ?? [],
    user: userOf(facts, history?.userAt ?? from),
    healthCheck: healthCheckOf(facts, history?.healthCheckAt ?? from),
    files: filesOf(facts, written, from),
    age: ageOf(config.created ?? '', facts.now, { ...from, key: 'created' }),
    vulnerabilities: [],
    supports: [],
    locate: locatorOf(facts, written),
    isUnverified: facts.read.unverified.length > 0,
    known: {
      configuration: hasConfiguration ? 'known' : 'absent',
      files,
      content: files,
      bill: 'absent',
      support: 'absent',
      vulnerabilities: 'absent',
      exploitation: 'absent',
      likelihood: 'absent',
    },
  };
}

function knowledgeOf({ read: { problems } }: ReadFacts, at: ImagePlace): ImageView['known']['files'] {
  const [problem] = problems;
  if (problem === undefined) return 'known';
  return { why: `Not all of its files could be read: ${problem.message}`, supply: problem.remedy, at };
}

function baseOf({ image }: ReadFacts, at: ImagePlace): BaseView | undefined {
  const text = baseNameOf(image);
  return text === '' ? undefined : { text, image: baseReferenceOf(image), at };
}

function userOf({ image, evidence }: ReadFacts, at: ImagePlace): UserView {
  const { config } = image;
  const written = config.config?.User ?? '';
  const name = config.os === 'windows' ? windowsUser(written, baseNameOf(image)) : written;
  if (name === '') return { state: 'unset', base: undefined, at };
  return { state: 'set', name, id: evidence.userId, at };
}

/**
 * The user of Windows as which an image runs: images of Nano Server name theirs, for all others it is the administrator. Those that an image made
 * stand behind a backslash, so that nobody takes them for users of Linux.
 * Source: https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-security.
 */
function windowsUser(written: string, base: string): string {
  const usual = /nanoserver/.test(base) ? 'ContainerUser' : 'ContainerAdministrator';
  const name = written.slice(written.lastIndexOf('\\') + 1) || usual;
  return /^Container(?:User|Administrator)$/i.test(name) ? name : `.\\${name}`;
}

function healthCheckOf({ image: { config } }: ReadFacts, at: ImagePlace): HealthCheckView {
  const [kind] = config.config?.Healthcheck?.Test ?? [];
  return { state: kind === undefined ? 'unset' : kind === 'NONE' ? 'none' : 'set', at };
}

function filesOf(facts: ReadFacts, { text, layerSteps: starts }: HistoryText, from: ImagePlace): FilesView {
  const { image, read, evidence } = facts;
  const count = Math.max(starts.length, read.layers.length, image.layers?.length ?? 0);
  return {
    ...evidence,
    at: (layer, key, files = []) => {
      // A bill need not know layers.
      if (layer === undefined || layer >= count) return { ...from, key, files };
      const start = starts[layer];
      const place = { path: ['layers', layer], key, layer, files };
      return start === undefined
        ? { ...from, ...place }
        : { ...place, span: { start, end: text.indexOf('\n', start) } };
    },
  };
}

function locatorOf(
  { image, read }: ReadFacts,
  { text, layerSteps: starts }: HistoryText,
): (at: ImagePlace) => ImageLocation {
  const layers = new Map(starts.map((start, layer) => [start, layer]));
  return ({ layer: known, span: { start }, files = [], vulnerability }) => {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const layer = known ?? layers.get(line);
    const path = vulnerability?.path ?? '';
    return {
      digest: image.digest,
      layer: layer === undefined ? undefined : layerLocation(layer, image.layers?.[layer], read.layers[layer]),
      isStep: line > 0,
      files: path === '' ? files : [path],
    };
  };
}

/** The digests are those that were computed, and otherwise those that are claimed. */
function layerLocation(
  layer: number,
  claimed: LayerDigests | undefined,
  read: LayerDigests | undefined,
): LayerLocation {
  return { number: layer + 1, digest: read?.digest ?? claimed?.digest, diffId: read?.diffId ?? claimed?.diffId };
}

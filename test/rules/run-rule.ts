import { known } from '../../src/core/evidence.ts';
import type { ImageSettings } from '../../src/core/images.ts';
import { NEWEST_KUBERNETES } from '../../src/core/kubernetes-version.ts';
import { readDockerfile } from '../../src/dockerfile/read-dockerfile.ts';
import { UnitEngine } from '../../src/evidence/engine.ts';
import { imageOfDockerfile } from '../../src/evidence/image/dockerfile-view.ts';
import type { Reported, UnitReport } from '../../src/evidence/reported.ts';
import type { GoodExample, ManifestExample, Rule } from '../../src/evidence/rule.ts';
import { readManifests } from '../../src/manifests/read.ts';
import type { Resource } from '../../src/manifests/resource.ts';
import { type Workload, workloadOf } from '../../src/manifests/workload.ts';
import { workloadKindsWith } from '../../src/manifests/workload-kinds.ts';
import { defaultOptionsOf } from '../../src/policy/options.ts';
import { viewOfSample } from './sample-image.ts';

/** What a rule is run with, where it is not the default. */
export interface RunOptions {
  readonly options?: unknown;
  readonly kubernetes?: number;
  /** A manifest that is already there and is not judged. */
  readonly with?: string;
  /** How the images run that it names. */
  readonly images?: ManifestExample['images'];
}

function engineOf(rules: readonly Rule[], { options, kubernetes = NEWEST_KUBERNETES }: RunOptions): UnitEngine {
  const active = rules.map((rule) => ({ rule, options: options ?? defaultOptionsOf(rule) }));
  return new UnitEngine({ rules: active, kubernetes });
}

/** What a rule says of one of its examples. One that cannot be read is an error. */
export function runExample(rule: Rule, example: GoodExample): UnitReport {
  const options = example.options === undefined ? {} : { options: optionsOf(rule, example.options) };
  if ('dockerfile' in example) return runDockerfile([rule], example.dockerfile, options);
  if ('image' in example) {
    const engine = engineOf([rule], options);
    engine.addImage(viewOfSample(example.image));
    return engine.finish();
  }
  const { manifest, kubernetes, images, with: context } = example;
  return runUnit([rule], manifest, {
    ...options,
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(context === undefined ? {} : { with: context }),
    ...(images === undefined ? {} : { images }),
  });
}

/** What rules say of the text of a Dockerfile. One that a build refuses is an error. */
function runDockerfile(rules: readonly Rule[], text: string, run: RunOptions = {}): UnitReport {
  const { dockerfile, problems } = readDockerfile({ path: 'Dockerfile', text });
  if (dockerfile === undefined || problems.length > 0) throw new Error(problems.map(({ what }) => what).join('\n'));
  const engine = engineOf(rules, run);
  engine.addImage(imageOfDockerfile(dockerfile, 'Dockerfile'));
  return engine.finish();
}

/** What rules report for the text of a Dockerfile, as far as it can be read. */
export function runDockerfileText(rules: readonly Rule[], text: string): readonly Reported[] {
  const { dockerfile } = readDockerfile({ path: 'Dockerfile', text });
  const engine = new UnitEngine({
    rules: rules.map((rule) => ({ rule, options: defaultOptionsOf(rule) })),
    kubernetes: NEWEST_KUBERNETES,
  });
  if (dockerfile !== undefined) engine.addImage(imageOfDockerfile(dockerfile, 'Dockerfile'));
  return engine.finish().reported;
}

/** What rules say of the text of a manifest. A document that cannot be read is an error. */
function runUnit(rules: readonly Rule[], manifest: string, run: RunOptions = {}): UnitReport {
  const engine = engineOf(rules, run);
  for (const { resource, workload } of resourcesOf(run.with ?? '')) engine.addContext(resource, workload);
  for (const { resource, workload } of resourcesOf(manifest)) engine.add(resource, workload);
  return engine.finish((reference) => known(settingsIn(run.images, reference)));
}

/** How an image of an example runs; none where it says nothing of it. */
export function settingsIn(images: ManifestExample['images'] = {}, reference: string): readonly ImageSettings[] {
  const given = images[reference];
  return given === undefined ? [] : [{ user: '', volumes: [], ports: [], written: [], ...given }];
}

/** What rules report for the text of a manifest, in their order. */
export function runRules(rules: readonly Rule[], manifest: string, run: RunOptions = {}): readonly Reported[] {
  return runUnit(rules, manifest, run).reported;
}

interface Read {
  readonly resource: Resource;
  readonly workload: Workload | undefined;
}

function* resourcesOf(text: string): Generator<Read> {
  const workloadKinds = workloadKindsWith([]);
  for (const entry of readManifests({ path: 'manifest.yaml', text }, { workloadKinds })) {
    if (entry.type === 'unreadable') throw new Error(`${entry.missing.code}: ${entry.missing.what}`);
    if (entry.type !== 'resource') continue;
    const { resource } = entry;
    const kind = workloadKinds.of(resource.apiVersion, resource.kind);
    yield { resource, workload: kind === undefined ? undefined : workloadOf(resource, kind) };
  }
}

/** What one rule reports for the text of a manifest. */
export function runRule(rule: Rule, manifest: string, run: RunOptions = {}): readonly Reported[] {
  return runRules([rule], manifest, run);
}

/** The ids of the messages, in the order in which they were reported. */
export function messageIds(reported: readonly Reported[]): readonly string[] {
  return reported.map(({ messageId }) => messageId);
}

/** The options of a rule, with the defaults of those that are not given. */
export function optionsOf(rule: Rule, given: Readonly<Record<string, unknown>>): unknown {
  return { ...defaultOptionsOf(rule), ...given };
}

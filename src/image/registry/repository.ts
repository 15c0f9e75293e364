import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { HttpAnswer } from '../../core/http.ts';
import type { ByteSource } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import { imageErrors } from '../errors.ts';
import { ACCEPTED, kindOfType } from '../media-types.ts';
import type { BlobParts } from '../opened-image.ts';
import { type BlobOf, openBlob } from './blob.ts';
import { blobParts } from './blob-parts.ts';
import { bodyOf } from './body.ts';
import { registryErrors } from './errors.ts';
import { addFromApi, fallbackTag, ReferrerList, type Referrers, referrersIn } from './referrers.ts';
import { type RegistrySettings, Session } from './session.ts';

/** The largest manifest that is read, in bytes: registries take no larger one. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A manifest, or a list of them, as a registry keeps it. */
export interface KeptManifest {
  readonly bytes: Uint8Array;
  /** Computed. */
  readonly digest: string;
  readonly kind: 'index' | 'manifest';
}

/** A repository of a registry, as far as it is read. */
export class Repository {
  /** `docker.io/library/nginx`: as users know it. */
  readonly name: string;
  readonly #session: Session;

  constructor(settings: RegistrySettings, registry: string, path: string) {
    this.name = `${registry}/${path}`;
    this.#session = new Session(settings, { registry, repository: path, access: 'pull' });
  }

  /** The manifest of a tag or digest; undefined where there is none. It is what its digest says, where that was asked for. */
  async manifest(reference: string): Promise<KeptManifest | undefined> {
    const read = await this.#send('GET', reference, async (answer) => {
      const bytes = answer.status === 200 ? await bodyOf(answer, MAX_MANIFEST_BYTES) : undefined;
      return { answer, bytes };
    });
    if (read.bytes === undefined) return this.#absentOr(read.answer, reference);
    const { headers } = read.answer;
    const digest = `sha256:${sha256(read.bytes)}`;
    this.#holdAgainst(DIGEST.test(reference) ? reference : headers['docker-content-digest'], digest, reference);
    return { bytes: read.bytes, digest, kind: this.#kindOf(read.bytes, headers['content-type'] ?? '') };
  }

  /**
   * The digest behind a tag, without fetching what it names; undefined where there is none. It is what the registry says: a manifest
   * that is fetched by it is held against it.
   */
  async digestOf(reference: string): Promise<string | undefined> {
    const answer = await this.#send('HEAD', reference, async (head) => head);
    answer.discard();
    const digest = answer.headers['docker-content-digest'];
    if (answer.status === 200 && digest !== undefined && DIGEST.test(digest)) {
      this.#holdAgainst(DIGEST.test(reference) ? reference : undefined, digest, reference);
      return digest;
    }
    // Some registries do not answer HEAD, or leave the digest out.
    return answer.status === 404 ? undefined : (await this.manifest(reference))?.digest;
  }

  /** A blob, read as it comes; undefined where there is none. */
  async blob(blob: BlobOf): Promise<ByteSource | undefined> {
    return openBlob(this.#session, blob);
  }

  /** The parts of a blob. */
  parts(blob: BlobOf): BlobParts {
    return blobParts(this.#session, blob);
  }

  /**
   * What is attached to a manifest, as the registry and the tag of clients tell it: both, since what was pushed before a registry knew of
   * referrers stands under the tag alone. Each has to be fetched and to name the manifest as its subject before it counts.
   */
  async referrersOf(digest: string): Promise<Referrers> {
    const found = new ReferrerList();
    await addFromApi(this.#session, digest, found);
    const tagged = await this.manifest(fallbackTag(digest));
    // An image may have such a tag, too: it is no list of what refers to itself.
    if (tagged?.kind === 'index' && tagged.digest !== digest) {
      const referrers = referrersIn(tagged.bytes);
      if (referrers === undefined) throw this.#strange('its list of what refers to an image is none');
      found.add(referrers);
    }
    return found.referrers();
  }

  async #send<Result>(
    method: 'GET' | 'HEAD',
    reference: string,
    use: (answer: HttpAnswer) => Promise<Result>,
  ): Promise<Result> {
    const path = `/v2/${this.#session.repository}/manifests/${reference}`;
    return this.#session.send({ method, path, headers: { accept: ACCEPTED } }, use);
  }

  #absentOr(answer: HttpAnswer, reference: string): undefined {
    answer.discard();
    if (answer.status !== 404) throw this.#strange(`for the manifest ${reference} it answers ${answer.status}`);
  }

  #holdAgainst(expected: string | undefined, found: string, reference: string): void {
    if (expected === undefined || expected === found) return;
    const image = `${this.name}${DIGEST.test(reference) ? '@' : ':'}${reference}`;
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_DIGEST', { image, part: 'manifest', expected, found }));
  }

  /**
   * What a document is. Two readers must not see two images in one: what it says of itself, what the registry says of it and what it
   * holds have to agree. Source: https://github.com/opencontainers/distribution-spec/security/advisories/GHSA-mc8v-mgrf-8f4m.
   */
  #kindOf(bytes: Uint8Array, contentType: string): KeptManifest['kind'] {
    const document = parsed(bytes);
    if (!isMapping(document)) throw this.#strange('it sends what is no JSON for a manifest');
    if (document['schemaVersion'] === 1)
      throw this.#strange('it has a manifest of schema 1 only, which Docker gave up in 2019');
    const kind = 'manifests' in document ? 'index' : 'manifest';
    const others = kind === 'index' ? ['layers', 'config', 'fsLayers'] : ['fsLayers'];
    const own = document['mediaType'];
    const said = [kindOfType(contentType), typeof own === 'string' ? kindOfType(own) : undefined];
    if (others.some((key) => key in document) || said.some((each) => each !== undefined && each !== kind))
      throw this.#strange('it sends a manifest that may be taken for a list of manifests, or the other way round');
    return kind;
  }

  #strange(why: string): UserError {
    const { registry } = this.#session;
    return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_ANSWER', { registry, why }));
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

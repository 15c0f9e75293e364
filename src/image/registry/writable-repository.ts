import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { HttpAnswer } from '../../core/http.ts';
import { parseImageReference, REFERENCE_FAULTS } from '../../core/image-reference.ts';
import { registryErrors } from './errors.ts';
import { type RegistryRequest, type RegistrySettings, Session } from './session.ts';

const OK = 200;
const CREATED = 201;
const ACCEPTED = 202;
const ABSENT = 404;

const LATEST = 'latest';

/** A tag of a repository that is written to. No mirror is. */
export class WritableRepository {
  readonly tag: string;
  readonly #session: Session;

  /** `reference` is `HOST/PATH[:TAG]`; what has a digest cannot be written. */
  constructor(reference: string, settings: RegistrySettings) {
    const parsed = parseImageReference(reference);
    const fault = typeof parsed === 'string' ? REFERENCE_FAULTS[parsed] : undefined;
    if (typeof parsed === 'string' || parsed.digest !== undefined) {
      const why = fault ?? 'what is pushed has its digest of itself';
      throw new UserError(problemOf(registryErrors, 'PL_E_IMAGE_REFERENCE', { image: reference, why }));
    }
    this.tag = parsed.tag ?? LATEST;
    this.#session = new Session(settings, { registry: parsed.registry, repository: parsed.path, access: 'pull,push' });
  }

  /**
   * Uploads a blob in one piece, unless the registry has it; gives whether it was uploaded.
   * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#post-then-put.
   */
  async pushBlob(bytes: Uint8Array): Promise<boolean> {
    const digest = `sha256:${sha256(bytes)}`;
    const { repository } = this.#session;
    const known = await this.#send({ method: 'HEAD', path: `/v2/${repository}/blobs/${digest}`, headers: {} });
    if (known.status === OK) return false;
    if (known.status !== ABSENT) throw this.#strange(`for ${digest} it answers ${known.status}`);
    const begun = await this.#send({ method: 'POST', path: `/v2/${repository}/blobs/uploads/`, headers: {} });
    if (begun.status !== ACCEPTED) throw this.#strange(`to an upload it answers ${begun.status}`);
    const headers = { 'content-type': 'application/octet-stream' };
    const { location } = begun.headers;
    const path = location === undefined ? undefined : withDigest(this.#session.pathOf(location), digest);
    if (path === undefined) throw this.#strange('it wants an upload to go elsewhere');
    const ended = await this.#send({ method: 'PUT', path, headers, body: bytes });
    if (ended.status !== CREATED) throw this.#strange(`to the upload of ${digest} it answers ${ended.status}`);
    return true;
  }

  /** Puts a manifest under the tag; gives its digest. What it names has to be there. */
  async pushManifest(bytes: Uint8Array, mediaType: string): Promise<string> {
    const path = `/v2/${this.#session.repository}/manifests/${this.tag}`;
    const headers = { 'content-type': mediaType };
    const { status } = await this.#send({ method: 'PUT', path, headers, body: bytes });
    if (status !== CREATED) throw this.#strange(`to the manifest ${this.tag} it answers ${status}`);
    return `sha256:${sha256(bytes)}`;
  }

  async #send(request: RegistryRequest): Promise<HttpAnswer> {
    return this.#session.send(request, async (answer) => {
      answer.discard();
      return answer;
    });
  }

  #strange(why: string): UserError {
    const { registry } = this.#session;
    return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_ANSWER', { registry, why }));
  }
}

function withDigest(path: string | undefined, digest: string): string | undefined {
  if (path === undefined) return undefined;
  return `${path}${path.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
}

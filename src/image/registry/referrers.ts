import * as v from 'valibot';
import { problemOf, UserError } from '../../core/errors.ts';
import type { HttpAnswer } from '../../core/http.ts';
import { OCI_INDEX } from '../media-types.ts';
import { bodyOf } from './body.ts';
import { registryErrors } from './errors.ts';
import type { Session } from './session.ts';

/** What somebody attached to an image: a signature, an attestation, an SBOM. What it is has to be looked at: nobody vouches for this. */
export interface Referrer {
  readonly digest: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly artifactType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What is attached to an image. */
export interface Referrers {
  readonly list: readonly Referrer[];
  /** False where there are more than are read. */
  readonly isComplete: boolean;
}

/** Anybody who may push may attach as much as they like: so much is read. */
const MAX_REFERRERS = 1000;
const MAX_PAGES = 32;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

const listSchema = v.object({
  manifests: v.array(
    v.object({
      digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
      mediaType: v.optional(v.string(), ''),
      size: v.optional(v.number(), 0),
      artifactType: v.optional(v.string(), ''),
      annotations: v.nullish(v.record(v.string(), v.string()), {}),
    }),
  ),
});

/** Collects referrers, each once, up to a limit. */
export class ReferrerList {
  readonly #found = new Map<string, Referrer>();
  isComplete = true;

  add(referrers: readonly Referrer[]): void {
    for (const referrer of referrers) {
      if (this.#found.has(referrer.digest)) continue;
      if (this.#found.size === MAX_REFERRERS) this.isComplete = false;
      else this.#found.set(referrer.digest, referrer);
    }
  }

  referrers(): Referrers {
    return { list: [...this.#found.values()], isComplete: this.isComplete };
  }
}

/** The referrers in a list of manifests; undefined where it is none. */
export function referrersIn(bytes: Uint8Array): readonly Referrer[] | undefined {
  const schema = v.pipe(v.string(), v.parseJson(), listSchema);
  const list = v.safeParse(schema, Buffer.from(bytes).toString());
  return list.success
    ? list.output.manifests.map(({ annotations, ...each }) => ({ ...each, annotations: annotations ?? {} }))
    : undefined;
}

/**
 * Adds what the registry knows to refer to a digest, page by page; nothing where it does not keep that.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers.
 */
export async function addFromApi(session: Session, digest: string, found: ReferrerList): Promise<void> {
  let path: string | undefined = `/v2/${session.repository}/referrers/${digest}`;
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages === MAX_PAGES || !found.isComplete) {
      found.isComplete = false;
      return;
    }
    path = await addPage(session, path, found);
  }
}

/** What registries without the list of referrers answer to who asks for it. */
const UNKNOWN: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/** Adds a page, and gives the path of the next one. */
async function addPage(session: Session, path: string, found: ReferrerList): Promise<string | undefined> {
  const page = await session.send({ method: 'GET', path, headers: { accept: OCI_INDEX } }, async (answer) => {
    if (answer.status === 200) return { answer, bytes: await bodyOf(answer, MAX_PAGE_BYTES) };
    answer.discard();
    return { answer, bytes: undefined };
  });
  if (page.bytes === undefined) {
    if (UNKNOWN.has(page.answer.status)) return undefined;
    throw strange(session, `for what refers to an image it answers ${page.answer.status}`);
  }
  const referrers = referrersIn(page.bytes);
  if (referrers === undefined) throw strange(session, 'its list of what refers to an image is none');
  found.add(referrers);
  return nextPath(session, page.answer);
}

/** `</v2/...>; rel="next"`. Source: RFC 8288. */
function nextPath(session: Session, { headers }: HttpAnswer): string | undefined {
  const [, link] = /<([^<>]{1,8192})>[^,<]*;\s*rel="?next"?/.exec(headers['link'] ?? '') ?? [];
  if (link === undefined) return undefined;
  const path = session.pathOf(link);
  if (path === undefined) throw strange(session, 'the next page of its list lies elsewhere');
  return path;
}

/** The tag under which clients keep the list where the registry does not. Source: the same, #referrers-tag-schema. */
export function fallbackTag(digest: string): string {
  return digest.replace(':', '-');
}

function strange({ registry }: Session, why: string): UserError {
  return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_ANSWER', { registry, why }));
}

/** What an image reference names, in full: `nginx` is docker.io/library/nginx with no tag. */
export interface ImageReference {
  /** `docker.io`, `localhost:5000`. The host of the registry, with its port where it has one. */
  readonly registry: string;
  /** `library/nginx`. The path in the registry. */
  readonly path: string;
  readonly tag: string | undefined;
  /** `sha256:` and its digits. */
  readonly digest: string | undefined;
}

/** Why a text is no image reference. */
export type ReferenceFault = 'name' | 'upper-case' | 'identifier' | 'tag' | 'digest';

/** The faults as the second half of a sentence. */
export const REFERENCE_FAULTS: Readonly<Record<ReferenceFault, string>> = {
  name: 'it is not written as one',
  'upper-case': 'its path has capital letters',
  identifier: 'it is an identifier of an image, and not a name',
  tag: 'its tag is not written as one',
  digest: 'its digest is not written as one',
};

const DOCKER_HUB = 'docker.io';
const DOCKER_INDEX = 'index.docker.io';
const OFFICIAL = 'library/';

const REGISTRY =
  /^(?:(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*|\[[A-Fa-f0-9:]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const IDENTIFIER = /^[a-f0-9]{64}$/;
const LONGEST_PATH = 255;

/** Whether a text is the host of a registry, with its port where it has one. */
function isRegistry(text: string): boolean {
  return REGISTRY.test(text);
}

/** Whether a text is a path in a registry: components of lower-case letters and digits with separators between them. */
function isRepositoryPath(text: string): boolean {
  return text.length <= LONGEST_PATH && text.split('/').every((component) => PATH_COMPONENT.test(component));
}

/**
 * Reads an image reference as container runtimes do: ParseNormalizedNamed of github.com/distribution/reference, with the digest
 * algorithms of github.com/opencontainers/go-digest. A short name is one of Docker Hub.
 */
export function parseImageReference(text: string): ImageReference | ReferenceFault {
  if (IDENTIFIER.test(text)) return 'identifier';
  const { registry, remainder } = splitRegistry(text);
  const at = remainder.indexOf('@');
  const named = at < 0 ? remainder : remainder.slice(0, at);
  const digest = at < 0 ? undefined : remainder.slice(at + 1);
  const colon = named.indexOf(':');
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  return faultOf({ registry, path, tag, digest }) ?? { registry, path, tag, digest };
}

function faultOf({ registry, path, tag, digest }: ImageReference): ReferenceFault | undefined {
  if (!isRegistry(registry)) return 'name';
  if (!isRepositoryPath(path)) return isRepositoryPath(path.toLowerCase()) ? 'upper-case' : 'name';
  if (tag !== undefined && !TAG.test(tag)) return 'tag';
  return digest === undefined || DIGEST.test(digest) ? undefined : 'digest';
}

/** The first component is a registry if it could be no path of Docker Hub: it has a dot, a port or a capital, or is `localhost`. */
function splitRegistry(text: string): { registry: string; remainder: string } {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const rest = text.slice(slash + 1);
  if (first === '' || !looksLikeRegistry(first)) return onDockerHub(text);
  if (first === DOCKER_HUB || first === DOCKER_INDEX) return onDockerHub(rest);
  return { registry: first, remainder: rest };
}

function looksLikeRegistry(component: string): boolean {
  return component === 'localhost' || /[.:]/.test(component) || component.toLowerCase() !== component;
}

function onDockerHub(remainder: string): { registry: string; remainder: string } {
  return { registry: DOCKER_HUB, remainder: remainder.includes('/') ? remainder : `${OFFICIAL}${remainder}` };
}

/** `docker.io/library/nginx`: the repository of an image, without tag and digest. */
export function repositoryOf({ registry, path }: ImageReference): string {
  return `${registry}/${path}`;
}

/** Whether a repository lies in a registry or below a path of it. `gcr.io/acme-evil/x` does not lie in `gcr.io/acme`. */
export function isWithin(repository: string, prefix: string): boolean {
  return repository.startsWith(prefix) && (repository.length === prefix.length || repository[prefix.length] === '/');
}

import { problemOf, UserError } from '../../core/errors.ts';
import type { ByteSources, Processes } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import type { Credential, Credentials } from './credential.ts';
import { registryErrors } from './errors.ts';

/** Where credentials are looked for. */
export interface DockerConfigSettings {
  /** The files that `docker login` and `podman login` write; the first one that knows the registry counts. */
  readonly paths: readonly string[];
  readonly files: ByteSources;
  /** Starts the helpers that such files name. */
  readonly processes: Processes;
  /** Tells the user of a helper that gives nothing. */
  readonly tell: (notice: string) => void;
}

const MAX_CONFIG_BYTES = 1024 * 1024;
const MAX_HELPER_BYTES = 1024 * 1024;
const MAX_HELPER_SECONDS = 30;

const DOCKER_HUB = 'docker.io';
/** What Docker keeps credentials of its hub under. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';
const HUB_NAMES: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** The user that a helper gives for a token. Source: https://github.com/docker/docker-credential-helpers. */
const TOKEN_USER = '<token>';

/**
 * The credentials in the files of Docker and Podman, each registry looked up once.
 * Source: https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md, docker login's documentation.
 */
export function dockerConfigCredentials(settings: DockerConfigSettings): Credentials {
  const known = new Map<string, Promise<Credential | undefined>>();
  return {
    find: async (registry, path) => {
      const key = `${registry}/${path}`;
      const found = known.get(key) ?? findIn(settings, registry, path);
      known.set(key, found);
      return found;
    },
  };
}

async function findIn(settings: DockerConfigSettings, registry: string, path: string): Promise<Credential | undefined> {
  for (const file of settings.paths) {
    const config = await readConfig(settings.files, file);
    if (config === undefined) continue;
    const helper = helperFor(config, registry);
    const found =
      (helper === undefined ? undefined : await askHelper(settings, helper, registry)) ??
      entryFor(config, registry, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readConfig(files: ByteSources, path: string): Promise<Record<string, unknown> | undefined> {
  const source = await files.open(path);
  if (source === undefined) return undefined;
  const bytes = await source.read(0, MAX_CONFIG_BYTES);
  await source.close();
  const config = parsed(bytes);
  // What is wrong with it is not told: it would show what is in it.
  if (!isMapping(config)) throw new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_CREDENTIALS', { path }));
  return config;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

function helperFor(config: Record<string, unknown>, registry: string): string | undefined {
  const helpers = isMapping(config['credHelpers']) ? config['credHelpers'] : {};
  const [, own] = Object.entries(helpers).find(([key]) => hostOf(key) === registry) ?? [];
  const helper = own ?? config['credsStore'];
  return typeof helper === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(helper) ? helper : undefined;
}

async function askHelper(
  { processes, tell }: DockerConfigSettings,
  helper: string,
  registry: string,
): Promise<Credential | undefined> {
  const program = `docker-credential-${helper}`;
  const result = await processes.run({
    program,
    arguments: ['get'],
    input: registry === DOCKER_HUB ? DOCKER_HUB_KEY : registry,
    maxOutputBytes: MAX_HELPER_BYTES,
    maxSeconds: MAX_HELPER_SECONDS,
  });
  if (result.state === 'absent') {
    tell(`${program} is not installed, so that nobody is signed in to ${registry} by it`);
    return undefined;
  }
  if (result.state !== 'ended') {
    tell(`${program} gives no answer, so that nobody is signed in to ${registry} by it`);
    return undefined;
  }
  // A helper that knows nothing of a registry fails, and says so in words of its own.
  const answer = result.exitCode === 0 ? parsed(result.output) : undefined;
  if (!isMapping(answer)) return undefined;
  const { Username: user, Secret: secret } = answer;
  if (typeof user !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return user === TOKEN_USER ? { type: 'identity-token', token: secret } : { type: 'password', user, password: secret };
}

/** The entry whose key is the longest that leads to the repository: podman keeps them by path, too. */
function entryFor(config: Record<string, unknown>, registry: string, path: string): Credential | undefined {
  const entries = new Map(
    Object.entries(isMapping(config['auths']) ? config['auths'] : {}).map(([key, entry]) => [hostOf(key), entry]),
  );
  const steps = [registry, ...path.split('/')];
  for (let length = steps.length; length > 0; length -= 1) {
    const credential = credentialIn(entries.get(steps.slice(0, length).join('/')));
    if (credential !== undefined) return credential;
  }
  return undefined;
}

/** `registry.example.com`, for a key such as `https://registry.example.com/v2/`; paths of podman are kept. */
function hostOf(key: string): string {
  const plain = key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  return HUB_NAMES.has(plain) ? DOCKER_HUB : plain;
}

function credentialIn(entry: unknown): Credential | undefined {
  if (!isMapping(entry)) return undefined;
  const { identitytoken, registrytoken, auth, username, password } = entry;
  if (typeof registrytoken === 'string' && registrytoken !== '')
    return { type: 'registry-token', token: registrytoken };
  if (typeof identitytoken === 'string' && identitytoken !== '')
    return { type: 'identity-token', token: identitytoken };
  if (typeof auth === 'string' && auth !== '') return passwordIn(Buffer.from(auth, 'base64').toString());
  return typeof username === 'string' && typeof password === 'string' && username !== ''
    ? { type: 'password', user: username, password }
    : undefined;
}

function passwordIn(text: string): Credential | undefined {
  const colon = text.indexOf(':');
  // Docker ends some of them with NUL.
  const password = text.slice(colon + 1).replace(/\0+$/, '');
  return colon < 1 ? undefined : { type: 'password', user: text.slice(0, colon), password };
}

import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Http } from '../core/http.ts';
import type { DaemonAddress } from '../image/find-in-daemon.ts';
import type { ImagePlaces } from '../image/image-places.ts';
import { dockerConfigCredentials } from '../image/registry/docker-config.ts';
import { byteFiles } from './byte-files.ts';
import { network, offlineHttp } from './network.ts';
import { nodeHttp } from './node-http.ts';
import { nodeFileTrees } from './trees/node-file-trees.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How images are looked for. */
export interface ImagePlacesSettings {
  readonly environment: Environment;
  /** Whether nothing may go over the network. */
  readonly isOffline: boolean;
  /** Registries, as `HOST[:PORT]`, whose certificate is not looked at, or that are spoken to in the clear. */
  readonly insecure: readonly string[];
  /** For a registry those that are asked before it. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  /** Certificates of authorities that are trusted besides, as PEM. */
  readonly authorities: readonly string[];
  /** Tells the user what happens meanwhile. */
  readonly tell: (notice: string) => void;
}

/** The places of this machine and those that it reaches. */
export function imagePlaces(settings: ImagePlacesSettings): ImagePlaces {
  const { environment, insecure, mirrors, authorities, tell } = settings;
  const { http, pauses } = network({ environment, authorities, unverified: insecure, isOffline: settings.isOffline });
  const credentials = dockerConfigCredentials({
    paths: credentialPaths(environment),
    files: byteFiles,
    processes: { run: async (call) => (await import('./node-processes.ts')).nodeProcesses.run(call) },
    tell,
  });
  return {
    files: byteFiles,
    trees: nodeFileTrees,
    daemons: {
      http: daemonHttp(settings.isOffline),
      addresses: daemonAddresses(environment, process.getuid?.() ?? 0),
    },
    registry: { http, credentials, pauses, insecure, mirrors, tell },
    platform: ownPlatform(process.arch),
    tell,
  };
}

/** The longest that a daemon may take to begin with an archive that it has yet to put together, in seconds. */
const DAEMON_SECONDS = 300;

/** What is on this machine is no network, and needs no proxy. */
function daemonHttp(isOffline: boolean): Http {
  const waits = { answerSeconds: DAEMON_SECONDS, stallSeconds: DAEMON_SECONDS };
  const direct = nodeHttp({ environment: {}, authorities: [], unverified: [], ...waits });
  return {
    send: async (request) =>
      isOffline && request.socket === undefined ? offlineHttp.send(request) : direct.send(request),
  };
}

const TCP = 'tcp://';
const UNIX = 'unix://';

/**
 * Where daemons listen: where `DOCKER_HOST` says, or else at the sockets of Docker and Podman. A daemon that wants certificates of its
 * clients is not spoken to. Source: https://docs.docker.com/reference/cli/docker/#environment-variables, podman-system-service(1).
 */
export function daemonAddresses(environment: Environment, user: number): readonly DaemonAddress[] {
  const host = environment['DOCKER_HOST'] ?? '';
  if (host.startsWith(TCP)) return [{ url: `http://${host.slice(TCP.length).replace(/\/+$/, '')}` }];
  if (host.startsWith(UNIX)) return [atSocket(host.slice(UNIX.length))];
  if (host !== '') return [];
  const runtime = environment['XDG_RUNTIME_DIR'] || `/run/user/${user}`;
  return [
    '/var/run/docker.sock',
    `${runtime}/docker.sock`,
    `${runtime}/podman/podman.sock`,
    '/run/podman/podman.sock',
  ].map(atSocket);
}

function atSocket(socket: string): DaemonAddress {
  return { url: 'http://localhost', socket };
}

/**
 * The files in which credentials are looked for: those of podman and skopeo, then that of docker; the one that `REGISTRY_AUTH_FILE` names
 * stands for all. Source: https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md.
 */
export function credentialPaths(environment: Environment): readonly string[] {
  const only = environment['REGISTRY_AUTH_FILE'];
  if (only !== undefined && only !== '') return [only];
  const home = environment['HOME'] ?? homedir();
  const runtime = environment['XDG_RUNTIME_DIR'];
  return [
    ...(runtime === undefined || runtime === '' ? [] : [join(runtime, 'containers', 'auth.json')]),
    join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'containers', 'auth.json'),
    join(environment['DOCKER_CONFIG'] || join(home, '.docker'), 'config.json'),
  ];
}

/** What Go, and so every index of images, calls the processors that Node.js runs on. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  ppc64: 'ppc64le',
  mipsel: 'mipsle',
  loong64: 'loong64',
};

/** The platform of images that run on this machine: Linux, also where it is a guest of another system. */
function ownPlatform(architecture: string): string {
  return `linux/${ARCHITECTURES[architecture] ?? architecture}`;
}

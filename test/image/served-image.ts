import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { imagePlaces } from '../../src/host/image-places.ts';
import { nodeHttp } from '../../src/host/node-http.ts';
import type { ImagePlaces } from '../../src/image/image-places.ts';
import type { Credential } from '../../src/image/registry/credential.ts';
import { digestOf } from './write-layout.ts';

/** An image as a registry serves it. */
export interface ServedImage {
  readonly digest: string;
  readonly manifest: Uint8Array;
  /** By digest, with the manifest. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly layers: readonly string[];
}

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

function described(bytes: Uint8Array, mediaType: string) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

/** An image of layers, each packed with gzip. */
export function servedImage(layers: readonly Uint8Array[], architecture = 'amd64'): ServedImage {
  const config = Buffer.from(
    JSON.stringify({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: layers.map(digestOf) } }),
  );
  const packed = layers.map((layer) => gzipSync(layer));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: described(config, 'application/vnd.oci.image.config.v1+json'),
      layers: packed.map((layer) => described(layer, 'application/vnd.oci.image.layer.v1.tar+gzip')),
    }),
  );
  const blobs = new Map([config, ...packed, manifest].map((bytes): [string, Uint8Array] => [digestOf(bytes), bytes]));
  return { digest: digestOf(manifest), manifest, blobs, layers: packed.map(digestOf) };
}

/** A server on this machine for the time of a test. */
export interface TestServer {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** What was asked, in order: `GET /v2/cart/manifests/v1`. */
  readonly asked: readonly string[];
  /** The `Authorization` of each of them. */
  readonly shown: readonly (string | undefined)[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server that answers so. */
export async function serve(answer: RequestListener): Promise<TestServer> {
  const asked: string[] = [];
  const shown: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    shown.push(request.headers.authorization);
    response.on('error', () => {});
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this type
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    shown,
    [Symbol.asyncDispose]: async () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers as a registry that has the image under the tag v1, and knows parts of blobs. */
export function answerWith(image: ServedImage, request: IncomingMessage, response: ServerResponse): void {
  const [, kind, reference = ''] = /^\/v2\/.+\/(manifests|blobs)\/([^/?]+)/.exec(request.url ?? '') ?? [];
  const digest = reference === 'v1' ? image.digest : reference;
  const bytes = image.blobs.get(digest);
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const start = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
  const part = bytes.subarray(Number(start ?? 0));
  const range = start === undefined ? {} : { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
  const headers = { 'content-length': part.length, 'docker-content-digest': digest, ...typeOf(kind), ...range };
  response.writeHead(start === undefined ? 200 : 206, headers);
  response.end(request.method === 'HEAD' ? undefined : part);
}

function typeOf(kind: string | undefined): Readonly<Record<string, string>> {
  return kind === 'manifests' ? { 'content-type': MANIFEST_TYPE } : {};
}

/** How a registry is reached in a test. */
export interface RegistryPlacesSettings {
  readonly insecure?: readonly string[];
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  readonly authorities?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** By registry. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** How long is waited for an answer and for the next byte of one, in seconds. */
  readonly seconds?: number;
}

/** Places for tests, and what happened: nothing is waited for, and each wait is noted, in seconds. */
export interface RegistryPlaces extends ImagePlaces {
  readonly notices: readonly string[];
  readonly waits: readonly number[];
}

/** The registries of a test. */
export function registryPlaces(settings: RegistryPlacesSettings): RegistryPlaces {
  const { insecure = [], mirrors = {}, authorities = [], environment = {}, credentials, seconds = 5 } = settings;
  const [notices, waits]: [string[], number[]] = [[], []];
  const tell = (notice: string): void => {
    notices.push(notice);
  };
  const places = imagePlaces({
    environment: { HOME: '/nonexistent', ...environment },
    isOffline: false,
    insecure,
    mirrors: new Map(Object.entries(mirrors)),
    authorities,
    tell,
  });
  const registry = {
    ...places.registry,
    http: nodeHttp({
      environment,
      authorities,
      unverified: insecure,
      answerSeconds: seconds,
      stallSeconds: seconds,
    }),
    pauses: {
      wait: async (wait: number) => {
        waits.push(wait);
      },
      chance: () => 0,
    },
    ...(credentials === undefined ? {} : { credentials: { find: async (host: string) => credentials[host] } }),
  };
  return { ...places, registry, platform: 'linux/amd64', notices, waits };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real registry, for the time of a test. */
export interface DockerRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  stop(): void;
}

/** Starts docker-registry in a directory, with further parts of its configuration (which is YAML, and so may be JSON). */
export async function dockerRegistry(
  directory: string,
  more: { readonly http?: object; readonly auth?: object } = {},
): Promise<DockerRegistry> {
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const configuration = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(directory, 'data') } },
    ...more,
    http: { addr: host, ...more.http },
  };
  const path = join(directory, 'config.yml');
  writeFileSync(path, JSON.stringify(configuration));
  const child = spawn('docker-registry', ['serve', path], { stdio: 'ignore' });
  await listening(port, child);
  return { host, stop: () => child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this type
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (isThere) return;
    await sleep(50);
  }
  throw new Error('docker-registry does not start');
}

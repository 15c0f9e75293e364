import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { Http, Pauses } from '../core/http.ts';
import { hostErrors } from './errors.ts';
import { DEFAULT_WAITS, type HttpSettings, nodeHttp } from './node-http.ts';

/** How the network is used. */
export interface NetworkSettings extends Pick<HttpSettings, 'environment' | 'authorities' | 'unverified'> {
  /** Whether nothing may go over it. */
  readonly isOffline: boolean;
}

/** The servers that this machine reaches, and the time between two tries. */
export function network({ isOffline, ...settings }: NetworkSettings): { readonly http: Http; readonly pauses: Pauses } {
  return { http: isOffline ? offlineHttp : nodeHttp({ ...settings, ...DEFAULT_WAITS }), pauses };
}

/** Servers that nobody may ask. */
export const offlineHttp: Http = {
  send: async ({ url }) => {
    throw new UserError(problemOf(hostErrors, 'PL_E_OFFLINE', { host: new URL(url).host }));
  },
};

const CHANCES = 2 ** 32;

const pauses: Pauses = {
  wait: async (seconds) => {
    await sleep(seconds * 1000);
  },
  chance: () => randomInt(CHANCES) / CHANCES,
};

import { UserError } from '../../core/errors.ts';
import { ConnectionFault, type Http } from '../../core/http.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import { type PulledAdvisories, pullAdvisories } from '../../gate/advisories/pull-advisories.ts';
import type { RegistrySettings } from '../../image/registry/session.ts';

/** Where the advisories are published ready to use, by `.github/workflows/advisories.yml`. */
export const PUBLISHED = 'ghcr.io/plimsoll/advisories:1';

/** The workflow runs several times a day: what is so old is not taken, in milliseconds. */
const STALE = 3 * 24 * 60 * 60 * 1000;

/**
 * Takes ecosystems from where they are published. Undefined where that fails, however it does: there is another place to ask, so nobody is
 * told, and nothing is tried twice.
 */
export async function pullPublished(
  names: readonly string[],
  { registry, files, clock }: { readonly registry: RegistrySettings; readonly files: OwnFiles; readonly clock: Clock },
): Promise<PulledAdvisories | undefined> {
  const since = new Date(clock.now().getTime() - STALE);
  const quiet = { ...registry, http: impatient(registry.http), tell: () => {} };
  try {
    return await pullAdvisories({ reference: PUBLISHED, names, since }, { registry: quiet, files });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Servers that are asked once. */
function impatient(http: Http): Http {
  return {
    send: async (request) => {
      const answer = await http.send(request).catch((error: unknown) => {
        throw error instanceof ConnectionFault ? new ConnectionFault('lasting', error.message, error) : error;
      });
      if (answer.status !== 429 && answer.status < 500) return answer;
      answer.discard();
      throw new ConnectionFault('lasting', `it answers ${answer.status}`);
    },
  };
}

import { imagePlaces } from '../../host/image-places.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';
import { authoritiesOf, isOffline } from '../network-options.ts';
import { tellNotice } from './tell-notice.ts';

/** The places where a command looks for images. `verb` is the command, for what is wrong with its options. */
export async function imagePlacesOf(verb: string, input: CommandInput, context: CommandContext): Promise<ImagePlaces> {
  const places = imagePlaces({
    environment: context.environment,
    isOffline: isOffline(input, context),
    insecure: input.values('insecureRegistry').map((host) => checkedHost(verb, '--insecure-registry', host)),
    mirrors: mirrorsOf(verb, input.values('registryMirror')),
    authorities: await authoritiesOf(verb, input),
    tell: (notice) => tellNotice(context, notice),
  });
  // Commander gives an option that begins with --no- the name of its opposite, which is set unless it is given.
  return { ...places, progress: input.flag('progress') ? await context.progress?.() : undefined };
}

const HOST = /^[A-Za-z0-9.-]+(?::[0-9]+)?$|^\[[0-9A-Fa-f:]+\](?::[0-9]+)?$/;

function checkedHost(verb: string, flag: string, host: string): string {
  if (!HOST.test(host))
    throw usageError(verb, `${flag} takes a host, with its port where it has one: ${host} is none.`);
  return host.toLowerCase();
}

function mirrorsOf(verb: string, given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const mirrors = new Map<string, string[]>();
  for (const text of given) {
    const [registry = '', mirror = '', ...rest] = text.split('=');
    if (rest.length > 0 || mirror === '')
      throw usageError(verb, `--registry-mirror takes HOST=MIRROR, and not ${text}.`);
    checkedHost(verb, '--registry-mirror', registry);
    checkedHost(verb, '--registry-mirror', mirror.split('/', 1)[0] ?? '');
    mirrors.set(registry, [...(mirrors.get(registry) ?? []), mirror.replace(/\/+$/, '')]);
  }
  return mirrors;
}

import { imagePlaces } from '../../host/image-places.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext, CommandInput, OptionDeclaration } from '../command.ts';
import { usageError } from '../errors.ts';
import { authoritiesOf, authorityOption, isOffline, offlineOption } from '../network-options.ts';

/** The options that say where images are looked for. */
export const placeOptions: readonly OptionDeclaration[] = [
  offlineOption,
  {
    flags: '--insecure-registry <host>',
    description: 'a registry that is trusted without a valid certificate, or without encryption',
    repeatable: true,
  },
  {
    flags: '--registry-mirror <host=mirror>',
    description: 'a mirror that is asked before a registry, as docker.io=mirror.example.com/hub',
    repeatable: true,
  },
  authorityOption,
  { flags: '--no-progress', description: 'does not show on a terminal how far long work is' },
];

/** The places where a command looks for images. `verb` is the command, for what is wrong with its options. */
export async function imagePlacesOf(verb: string, input: CommandInput, context: CommandContext): Promise<ImagePlaces> {
  const places = imagePlaces({
    environment: context.environment,
    isOffline: isOffline(input, context),
    insecure: input.values('insecureRegistry').map((host) => checkedHost(verb, '--insecure-registry', host)),
    mirrors: mirrorsOf(verb, input.values('registryMirror')),
    authorities: await authoritiesOf(verb, input),
    tell: (notice) => {
      context.err(`plimsoll: ${printable(notice)}\n`);
    },
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

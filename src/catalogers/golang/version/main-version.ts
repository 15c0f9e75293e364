import type { GoBuildInfo } from '../../../formats/executable/go-build-info.ts';
import { type LinkedVariable, linkedVariables } from './linker-flags.ts';

const SEMVER = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** A version that Go made of a commit: `v0.0.0-20240102150405-abcdef123456`. Source: https://go.dev/ref/mod#pseudo-versions. */
const PSEUDO = /(?:^|[-.])(?:0\.)?\d{14}-[0-9a-f]{12}(?:\+|$)/;

/**
 * The version of the main module of a program: the one that Go knows, if it was released; else the one that was given to the linker; else
 * the one that Go made of the commit. Empty where nothing tells it.
 */
export function mainVersionOf({ main, settings }: Pick<GoBuildInfo, 'main' | 'settings'>): string {
  const version = main?.version ?? '';
  const isKnown = SEMVER.test(version);
  if (isKnown && !PSEUDO.test(version)) return version;
  const linked = linkedVersion(main?.path ?? '', linkedVariables(settings.get('-ldflags') ?? ''));
  return linked ?? (isKnown ? version : '');
}

/** Packages whose variable `version` is most likely that of the program. */
const TELLING = new Set(['main', 'common', 'version', 'cmd']);

/** The version that linker flags set: of the likeliest variables that are set, if they agree. */
function linkedVersion(module: string, variables: readonly LinkedVariable[]): string | undefined {
  const versions = variables.filter(({ name, value }) => isVersion(name) && SEMVER.test(value));
  const isOfCommand = ({ name }: LinkedVariable): boolean => module !== '' && name.startsWith(`${module}/cmd/`);
  const classes = [versions.filter(isOfCommand), versions.filter(isTelling), versions];
  const likeliest = classes.find((each) => each.length > 0) ?? [];
  const values = new Set(likeliest.map(({ value }) => value));
  return values.size === 1 ? [...values][0] : undefined;
}

function isTelling({ name }: LinkedVariable): boolean {
  return TELLING.has(packageOf(name));
}

function isVersion(name: string): boolean {
  return /\.(?:version|ver)$/i.test(name);
}

/** `version` of `github.com/owner/tool/pkg/Version.version`. */
function packageOf(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.slice(0, last.indexOf('.')).toLowerCase();
}

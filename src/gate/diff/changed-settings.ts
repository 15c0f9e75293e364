import { maskCredentials } from '../../credentials/mask.ts';
import type { OpenedImage } from '../../image/opened-image.ts';

/** A setting of an image before and after; undefined where it is not there. */
export interface ChangedSetting {
  /** `user`, `environment PATH`, `label org.opencontainers.image.version`. */
  readonly setting: string;
  /** Undefined for the values of the environment as well, which are nobody's business. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly how: 'added' | 'removed' | 'changed';
}

/** The settings that are different between two images: platform, user, entrypoint, command, directory, ports, volumes, environment, labels. */
export function changedSettings(before: OpenedImage, after: OpenedImage): readonly ChangedSetting[] {
  const [lefts, rights] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...lefts.keys(), ...rights.keys()])].flatMap((setting) => {
    const [left, right] = [lefts.get(setting), rights.get(setting)];
    if (left === right) return [];
    const how = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
    return [{ setting, before: shown(setting, left), after: shown(setting, right), how }];
  });
}

const ENVIRONMENT = 'environment ';

/** The values of settings by their names. */
function settingsOf({ platform, config: { config: run } }: OpenedImage): ReadonlyMap<string, string> {
  const entries: readonly (readonly [string, string])[] =
    run === undefined
      ? []
      : [
          ['user', run.User],
          ['working directory', run.WorkingDir],
          ['entrypoint', listText(run.Entrypoint)],
          ['command', listText(run.Cmd)],
          ...Object.keys(run.ExposedPorts).map((port) => [`port ${port}`, 'exposed'] as const),
          ...Object.keys(run.Volumes).map((path) => [`volume ${path}`, 'declared'] as const),
          ...run.Env.map(variableOf),
          ...Object.entries(run.Labels).map(([name, value]) => [`label ${name}`, value] as const),
        ];
  return new Map([['platform', platform] as const, ...entries].filter(([, value]) => value !== ''));
}

function listText(values: readonly string[]): string {
  return values.length === 0 ? '' : JSON.stringify(values);
}

/** `NAME=value`, where a value that is empty is one too. */
function variableOf(variable: string): readonly [string, string] {
  const name = variable.split('=', 1)[0] ?? '';
  return [`${ENVIRONMENT}${name}`, variable.slice(name.length) || '='];
}

function shown(setting: string, value: string | undefined): string | undefined {
  return value === undefined || setting.startsWith(ENVIRONMENT) ? undefined : maskCredentials(value);
}

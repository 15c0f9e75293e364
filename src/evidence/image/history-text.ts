import type { ImageConfig } from '../../image/manifest.ts';

/** The text of a Dockerfile that the history of an image tells, and where in it the layers were made. */
export interface HistoryText {
  readonly text: string;
  /** For each layer the offset of its step, the lowest first; undefined where the history does not tell it. */
  readonly layerSteps: readonly (number | undefined)[];
}

const KEYWORDS =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\b/;

/** What a builder writes before the command of a step: `/bin/sh -c`, `/bin/bash -o pipefail -c`. */
const SHELL = /^(?:\/\S{1,64}\/)?(?:ba|da|a|z|k)?sh(?: -[a-z]{1,8}(?: [a-z]{1,16})?){0,4}? -[a-z]{0,4}c /;

/** The same on Windows: `cmd /S /C`, `powershell -Command`. */
const WINDOWS_SHELL = /^(?:cmd(?:\.exe)? \/S \/C|(?:powershell|pwsh)(?:\.exe)?(?: -[a-z]{1,20}){0,4}? -command) /i;

const NOTHING_DONE = '#(nop)';

/**
 * Writes the history as the Dockerfile that it came from, a step on each line, and behind it what the configuration sets and no step does.
 * Source: github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb (commitToHistory), github.com/moby/moby/builder/dockerfile.
 */
export function historyText({ config, history }: ImageConfig): HistoryText {
  const lines = ['FROM scratch'];
  const layerSteps: (number | undefined)[] = [];
  let offset = 'FROM scratch\n'.length;
  for (const { created_by: step, empty_layer: isEmpty } of history ?? []) {
    const line = stepLine(step ?? '');
    if (!isEmpty) layerSteps.push(offset);
    lines.push(line);
    offset += line.length + 1;
  }
  const told = new Set(lines.flatMap((line) => line.match(/(?<=^(?:ENV|LABEL) ).*$/)?.[0] ?? []));
  const isUntold = (setting: string): boolean => !told.has(setting);
  const settings = [
    ...(config?.Env ?? []).filter(isUntold).map((setting) => settingLine('ENV', setting)),
    ...Object.entries(config?.Labels ?? {})
      .filter(([name, value]) => isUntold(`${name}=${value}`))
      .map(([name, value]) => settingLine('LABEL', `${name}=${value}`)),
  ];
  return { text: [...lines, ...settings.filter((line) => !lines.includes(line)), ''].join('\n'), layerSteps };
}

function settingLine(keyword: string, setting: string): string {
  const at = setting.indexOf('=');
  const [name, value] = at < 0 ? [setting, ''] : [setting.slice(0, at), setting.slice(at + 1)];
  const isPlain = /^[\w./:@%+,-]*$/.test(value);
  return `${keyword} ${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}=${isPlain ? value : JSON.stringify(value)}`;
}

/** A step as an instruction in one line; as a comment where it is none. */
function stepLine(created: string): string {
  const step = created.replace(/ # buildkit$/, '').trim();
  const command = commandOf(step.replace(/^RUN /, ''));
  const line = command ?? (KEYWORDS.test(step) ? step : `# ${step}`);
  return oneLine(line);
}

/** What a shell ran, or the instruction that a builder noted as one that runs nothing; undefined where it is neither. */
function commandOf(step: string): string | undefined {
  const ofWindows = WINDOWS_SHELL.exec(step)?.[0];
  if (ofWindows !== undefined) return ranBy(step.slice(ofWindows.length), '');
  const withArguments = /^\|\d+ /.exec(step);
  const at = withArguments === null ? 0 : step.search(/\/\S{1,64}sh /);
  if (at < 0) return undefined;
  const settings = withArguments === null ? '' : step.slice(withArguments[0].length, at);
  const shell = SHELL.exec(step.slice(at))?.[0];
  if (shell === undefined) return undefined;
  return ranBy(step.slice(at + shell.length), settings);
}

function ranBy(written: string, settings: string): string {
  const command = written.trim();
  if (command.startsWith(NOTHING_DONE)) return command.slice(NOTHING_DONE.length).trim();
  return `RUN ${settings}${command}`;
}

/** Lines end where steps do, and what looks like the beginning of a heredoc has no text below it here. */
function oneLine(line: string): string {
  return line
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('<<', '< <')
    .replace(/\\+$/, '');
}

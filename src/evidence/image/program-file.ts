import type { TellingFile } from './layers-evidence.ts';

/** Where programs lie; `/busybox` is that of the debug images of distroless. */
const IN_PROGRAMS = /^(?:(?:usr\/(?:local\/)?)?s?bin|busybox)\/([^/]+)$/;

/** Whether a file is a program with one of these names. A link is none: what it leads to is. */
export function isProgram({ type, path, mode }: TellingFile, names: ReadonlySet<string>): boolean {
  const [, name = ''] = IN_PROGRAMS.exec(path) ?? [];
  return type === 'file' && (mode & 0o111) !== 0 && names.has(name);
}

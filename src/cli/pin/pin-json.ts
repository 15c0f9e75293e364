import type { PinReport, ReportedPin } from '../../contract/pin-report.ts';
import type { PinnedImage, PinResult } from '../../gate/pin/pinned-image.ts';

/** The result for programs. `written` are the paths of the files that were written. */
export function pinJson({ images, files, missing }: PinResult, written: ReadonlySet<string>): string {
  const report: PinReport = {
    schemaVersion: 1,
    images: images.map(reported),
    files: files.map(({ path }) => ({ file: path, written: written.has(path) })),
    missing: missing.map(({ code, what, supply, file, line }) => ({
      code,
      message: what,
      remedy: supply,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function reported({ position, image, tagged, state, isChanged, problem }: PinnedImage): ReportedPin {
  const { type, ...digests } = state;
  return {
    ...position,
    image,
    ...(tagged === undefined ? {} : { tagged }),
    state: type,
    ...digests,
    changed: isChanged,
    ...(problem === undefined
      ? {}
      : { problem: { code: problem.code, message: problem.message, remedy: problem.remedy } }),
  };
}

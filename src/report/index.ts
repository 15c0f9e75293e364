import type { ReportFormat } from './format.ts';

/** Every report format, loaded when it is asked for. */
export const reportFormats = {
  json: async (): Promise<ReportFormat> => (await import('./json.ts')).json,
  text: async (): Promise<ReportFormat> => (await import('./text.ts')).text,
} as const;

/** The name of a report format. */
export type ReportFormatName = keyof typeof reportFormats;

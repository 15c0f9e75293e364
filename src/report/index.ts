import { format as text } from './text.ts';

/** Every report format. What people read is at hand; the others are loaded when they are asked for. */
export const reportFormats = {
  json: async () => import('./json.ts'),
  text: async () => ({ format: text }),
} as const;

/** The name of a report format. */
export type ReportFormatName = keyof typeof reportFormats;

/** Every report format, loaded when it is asked for. */
export const reportFormats = {
  json: async () => import('./json.ts'),
  text: async () => import('./text.ts'),
} as const;

/** The name of a report format. */
export type ReportFormatName = keyof typeof reportFormats;

import type { Report } from '../core/report.ts';
import { format as text } from './text.ts';

/** Every report format. What people read is at hand; the others are loaded when they are asked for. */
export const reportFormats = {
  cyclonedx: async () => import('./cyclonedx.ts'),
  github: async () => import('./github.ts'),
  gitlab: async () => import('./gitlab.ts'),
  'gitlab-container-scanning': async () => import('./gitlab-container-scanning.ts'),
  html: async () => import('./html.ts'),
  json: async () => import('./json.ts'),
  junit: async () => import('./junit.ts'),
  markdown: async () => import('./markdown.ts'),
  sarif: async () => import('./sarif.ts'),
  text: async (report?: Pick<Report, 'findings'>) =>
    report?.findings.some(({ vulnerability }) => vulnerability !== undefined) === true
      ? import('./text-of-images.ts')
      : { format: text },
} as const;

/** The name of a report format. */
export type ReportFormatName = keyof typeof reportFormats;

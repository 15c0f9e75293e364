import type { ReportFormat } from './format.ts';
import { reportDocument } from './wire.ts';

export const format: ReportFormat = {
  summary: 'The whole report for programs; its schema is docs/reference/report.schema.json',
  render: (report) => `${JSON.stringify(reportDocument(report), undefined, 2)}\n`,
};

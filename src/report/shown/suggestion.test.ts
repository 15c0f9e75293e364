import { expect, test } from 'vitest';
import { MaskedDocuments } from '../excerpt/masked-document.ts';
import { changed, findingOf } from '../testing/findings.ts';
import { overlaysReport, reportOn, SHOP } from '../testing/reports.ts';
import { suggestionOf } from './suggestion.ts';

const report = await reportOn([SHOP]);
const documents = new MaskedDocuments(report.concealed);

test('an edit of a file has the numbers of its lines', () => {
  const finding = findingOf(report, 'workload/run-as-non-root');
  const { kind, lines } = suggestionOf(finding, documents.at(finding.place));
  expect(kind).toBe('edit');
  expect(lines.filter((line) => /^@@ -\d+/.test(line))).toHaveLength(1);
});

test('what should be rendered has none, for no file has these lines', async () => {
  const overlays = await overlaysReport();
  const finding = findingOf(overlays, 'workload/host-pid');
  const document = new MaskedDocuments(overlays.concealed).at(finding.place);
  expect(suggestionOf(finding, document)).toEqual({
    kind: 'rendered',
    lines: ['     spec:', '-      hostPID: true', '       containers:'],
  });
  const fix = [...finding.fix, { op: 'set', path: ['metadata', 'name'], value: 'web' } as const];
  expect(suggestionOf(changed(finding, { fix }), document).lines).toContain(' …');
});

test('a manifest to add is added lines', () => {
  const finding = findingOf(report, 'network/egress-isolated');
  const { kind, lines } = suggestionOf(finding, documents.at(finding.place));
  expect([kind, lines[0]]).toEqual(['addition', '+apiVersion: networking.k8s.io/v1']);
  expect(lines.every((line) => line.startsWith('+'))).toBe(true);
});

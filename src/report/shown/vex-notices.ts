import type { VexReport, VexStatementReport } from '../../core/report.ts';
import { safeLine } from '../excerpt/safe-text.ts';
import { plural } from './plural.ts';

/** Something to say of a VEX document. */
export interface VexNotice {
  /** `warning`: something that was meant to hold does not. `note`: somebody should look. `none`: all is as it should be. */
  readonly level: 'warning' | 'note' | 'none';
  readonly file: string;
  /** How many findings are accepted by it, or shown with it. */
  readonly findings: number;
  readonly what: string;
}

/** So many statements of a file that are about nothing are told one by one. */
const MOST_UNUSED = 5;

/** What became of VEX: a line for each file of what is as it should be, and one for each statement that somebody should look at. */
export function vexNotices(vex: VexReport | undefined, isComplete: boolean): readonly VexNotice[] {
  if (vex === undefined) return [];
  const byFile = Map.groupBy(vex.statements, ({ file }) => file);
  return vex.documents.flatMap(({ path, statements, unread }): readonly VexNotice[] => {
    const notice = noticeAt(path);
    const of = Map.groupBy(byFile.get(path) ?? [], ({ state }) => state);
    const isEmpty = statements + unread.length === 0;
    return [
      ...unread.map(({ place, why }) => notice('warning', `${place} counts for nothing: it ${why}`)),
      ...(isEmpty ? [notice('note', 'the VEX document says nothing of any vulnerability')] : []),
      ...deeds(of.get('applied') ?? [], notice, 'VEX accepts'),
      ...deeds(of.get('noted') ?? [], notice, 'VEX is shown with'),
      ...(of.get('refused') ?? []).map((each) =>
        notice('warning', `${statementText(each)} does not accept what it is about`),
      ),
      ...distrusted(of.get('untrusted') ?? [], notice),
      ...(isComplete ? unusedNotices(of.get('unused') ?? [], notice) : []),
    ];
  });
}

type NoticeOf = (level: VexNotice['level'], what: string, findings?: number) => VexNotice;

function noticeAt(file: string): NoticeOf {
  return (level, what, findings = 0) => ({ level, file, findings, what: safeLine(what) });
}

function deeds(statements: readonly VexStatementReport[], notice: NoticeOf, deed: string): readonly VexNotice[] {
  if (statements.length === 0) return [];
  const findings = statements.reduce((sum, each) => sum + each.findings, 0);
  return [notice('none', `${deed} ${plural(findings, 'finding')}`, findings)];
}

function distrusted(statements: readonly VexStatementReport[], notice: NoticeOf): readonly VexNotice[] {
  return [...Map.groupBy(statements, ({ author }) => author)].map(([author, { length }]) =>
    notice(
      'note',
      `${plural(length, 'statement')} of ${author || 'nobody named'} count for nothing: the policy does not name the author`,
    ),
  );
}

/** Those that are near to something come first: they may be mistakes. */
function unusedNotices(statements: readonly VexStatementReport[], notice: NoticeOf): readonly VexNotice[] {
  const sorted = statements.toSorted((a, b) => Number(a.near.length === 0) - Number(b.near.length === 0));
  const more = sorted.length - MOST_UNUSED;
  return [
    ...sorted.slice(0, MOST_UNUSED).map((each) => notice('note', unusedText(each))),
    ...(more > 0
      ? [notice('note', `${plural(more, 'more statement')} of the document are about nothing that was found`)]
      : []),
  ];
}

function unusedText(statement: VexStatementReport): string {
  const { near } = statement;
  return `${statementText(statement)} is about nothing that was found${near.length === 0 ? '' : `: ${near.join('; ')}`}`;
}

/** `statements[3] (CVE-2021-23337 not affected in pkg:npm/lodash)`. */
function statementText({
  place,
  vulnerability,
  status,
  products: [product = 'nothing', ...others],
}: VexStatementReport): string {
  const more = others.length === 0 ? '' : ' and others';
  return `${place} (${vulnerability} ${status.replace('_', ' ')} in ${product}${more})`;
}

import calculator from 'ae-cvss-calculator';

const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculator;

/** The score of a vector. */
export interface CvssScore {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  /** 0 to 10. */
  readonly score: number;
}

interface Edition {
  readonly version: CvssScore['version'];
  readonly prefix: string;
  /** The metrics without which a vector has no score. */
  readonly metrics: readonly string[];
  readonly scoreOf: (vector: string) => number;
}

const BASE_OF_3 = ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'] as const;

/** Source: https://www.first.org/cvss/. */
const EDITIONS: readonly Edition[] = [
  {
    version: '4.0',
    prefix: 'CVSS:4.0/',
    metrics: ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'],
    scoreOf: (vector) => new Cvss4P0(vector).calculateScores().overall,
  },
  {
    version: '3.1',
    prefix: 'CVSS:3.1/',
    metrics: BASE_OF_3,
    scoreOf: (vector) => new Cvss3P1(vector).calculateScores().overall,
  },
  {
    version: '3.0',
    prefix: 'CVSS:3.0/',
    metrics: BASE_OF_3,
    scoreOf: (vector) => new Cvss3P0(vector).calculateScores().overall,
  },
  {
    version: '2.0',
    prefix: '',
    metrics: ['AV', 'AC', 'Au', 'C', 'I', 'A'],
    scoreOf: (vector) => new Cvss2(vector).calculateScores().overall,
  },
];

/** Most vectors stand in many advisories, and a score takes long to compute. */
const known = new Map<string, { readonly of: CvssScore | undefined }>();
const MOST_KNOWN = 10_000;

/** The score of a CVSS vector of any version; undefined for one that is damaged or lacks a metric. */
export function cvssScore(vector: string): CvssScore | undefined {
  let score = known.get(vector);
  if (score !== undefined) return score.of;
  score = { of: computed(vector) };
  if (known.size === MOST_KNOWN) known.clear();
  known.set(vector, score);
  return score.of;
}

function computed(vector: string): CvssScore | undefined {
  const written = vector.trim().replace(/^\((.*)\)$/, '$1');
  const edition = EDITIONS.find(({ prefix }) => written.startsWith(prefix));
  if (edition === undefined || !hasMetrics(written.slice(edition.prefix.length), edition.metrics)) return undefined;
  const score = scored(edition, written);
  return score === undefined || Number.isNaN(score) ? undefined : { version: edition.version, score };
}

function hasMetrics(metrics: string, wanted: readonly string[]): boolean {
  const told = metrics.split('/').map((metric) => metric.split(':')[0]);
  return new Set(told).size === told.length && wanted.every((metric) => told.includes(metric));
}

/** The calculator throws where a metric has a value that it cannot have. */
function scored({ scoreOf }: Edition, vector: string): number | undefined {
  try {
    return scoreOf(vector);
  } catch {
    return undefined;
  }
}

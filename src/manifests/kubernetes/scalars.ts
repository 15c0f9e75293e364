/** What the API server's JSON decoder takes for one kind of scalar field. */
export interface Scalar {
  readonly kind: 'scalar';
  /** Named as in a message: 'a boolean'. */
  readonly expected: string;
  /** What the decoder makes of a null in a list or a map, where the key or the index stays. */
  readonly zero: string | number | boolean;
  /** Whether a report may quote a string that stands here by mistake. It never quotes where a secret could stand. */
  readonly quotable: boolean;
  readonly takes: (value: unknown) => boolean;
}

const INT32_MAX = 2 ** 31 - 1;

/** The nearest number to the largest int64, which no number holds exactly. */
const INT64_MAX = 2 ** 63;

// ParseQuantity in k8s.io/apimachinery/pkg/api/resource/quantity.go. That also reads some texts without a digit, such as "Gi", as 0:
// they are what an empty variable in a template leaves, and nobody means them.
const QUANTITY = /^ *[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,18})? *$/;

// time.Parse with time.RFC3339, which metav1.Time.UnmarshalJSON calls. It allows an offset of 24 hours or 60 minutes.
const TIME =
  /^\d{4}-\d\d-\d\dT(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):(?:[0-5]\d|60))$/;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const isString = (value: unknown): value is string => typeof value === 'string';

function isInteger(value: unknown, max: number): boolean {
  if (typeof value !== 'number') return typeof value === 'bigint' && value <= max && value >= -max - 1;
  return Number.isInteger(value) && value <= max && value >= -max - 1;
}

function isQuantity(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return isString(value) && QUANTITY.test(value);
}

function isTime(value: unknown): boolean {
  return isString(value) && TIME.test(value) && isDayOfMonth(value.slice(0, 10));
}

/** `Date` moves a day that a month does not have into the next month. */
function isDayOfMonth(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Go's decoder ignores line breaks in base64. */
function isBase64(value: unknown): boolean {
  if (!isString(value)) return false;
  const digits = /[\r\n]/.test(value) ? value.replaceAll(/[\r\n]/g, '') : value;
  return digits.length % 4 === 0 && BASE64.test(digits);
}

function scalar(expected: string, zero: Scalar['zero'], takes: Scalar['takes'], quotable = true): Scalar {
  return { kind: 'scalar', expected, zero, quotable, takes };
}

/** By the letter that stands for it in schema.generated.ts. */
export const SCALARS: ReadonlyMap<string, Scalar> = new Map([
  ['s', scalar('a string', '', isString, false)],
  ['b', scalar('a boolean', false, (value) => typeof value === 'boolean')],
  ['i', scalar('an integer of 32 bits', 0, (value) => isInteger(value, INT32_MAX))],
  ['l', scalar('an integer', 0, (value) => isInteger(value, INT64_MAX))],
  ['q', scalar('a quantity such as 500m or 1Gi', '0', isQuantity)],
  ['x', scalar('an integer or a string', 0, (value) => isString(value) || isInteger(value, INT32_MAX))],
  ['t', scalar('a time such as 2026-01-31T12:00:00Z', '0001-01-01T00:00:00Z', isTime)],
  ['d', scalar('base64 text', '', isBase64, false)],
]);

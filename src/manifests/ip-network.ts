/** A range of IP addresses that share their first bits. */
export interface IpNetwork {
  readonly family: 4 | 6;
  /** The address as a number; bits beyond `length` are zero. */
  readonly address: bigint;
  /** How many bits are fixed. */
  readonly length: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.0/8`, `fd00::/8`, or an address alone. Undefined where it is none. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const family = address.includes(':') ? 6 : 4;
  const number = family === 4 ? parseIpv4(address) : parseIpv6(address);
  const fixed = length === undefined ? BITS[family] : parseLength(length, BITS[family]);
  if (number === undefined || fixed === undefined || rest.length > 0) return undefined;
  const free = BigInt(BITS[family] - fixed);
  return { family, address: (number >> free) << free, length: fixed };
}

/** Whether every address of one network is one of the other. */
export function isWithin(inner: IpNetwork, outer: IpNetwork): boolean {
  if (inner.family !== outer.family || inner.length < outer.length) return false;
  const free = BigInt(BITS[outer.family] - outer.length);
  return inner.address >> free === outer.address >> free;
}

function parseLength(text: string, most: number): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = withoutIpv4(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** `::ffff:10.0.0.1` with its last four bytes as two groups. */
function withoutIpv4(text: string): string | undefined {
  const at = text.lastIndexOf(':') + 1;
  if (!text.includes('.')) return text;
  const number = parseIpv4(text.slice(at));
  return number === undefined
    ? undefined
    : `${text.slice(0, at)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}

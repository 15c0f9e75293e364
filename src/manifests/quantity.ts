import type { Quantity } from './kubernetes/types.generated.ts';

/** Powers of 1000, and of 1024 with an `i`: k8s.io/apimachinery/pkg/api/resource/suffix.go. */
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const SUFFIX = /(?:[numkMGTPE]|[KMGTPE]i)$/;

/** The amount that a quantity says, in its base unit: cores, bytes. It was checked when its resource was read. */
export function amountOf(quantity: Quantity): number {
  if (typeof quantity === 'number') return quantity;
  const text = quantity.trim();
  const suffix = SUFFIX.exec(text)?.[0] ?? '';
  return Number(text.slice(0, text.length - suffix.length)) * (FACTORS[suffix] ?? 1);
}

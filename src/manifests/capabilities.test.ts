import { expect, test } from 'vitest';
import { BASELINE_CAPABILITIES, capabilityOf } from './capabilities.ts';

test.each([
  ['SYS_ADMIN', 'SYS_ADMIN'],
  ['sys_admin', 'SYS_ADMIN'],
  ['CAP_SYS_ADMIN', 'SYS_ADMIN'],
  ['cap_sys_admin', 'SYS_ADMIN'],
  ['ALL', 'ALL'],
  ['CAP_', ''],
  ['', ''],
])('%o is read as %o', (name, capability) => {
  expect(capabilityOf(name)).toBe(capability);
});

test('the Baseline standard lets 13 be added, and NET_RAW is none of them', () => {
  expect(BASELINE_CAPABILITIES.size).toBe(13);
  expect(BASELINE_CAPABILITIES.has('NET_RAW')).toBe(false);
});

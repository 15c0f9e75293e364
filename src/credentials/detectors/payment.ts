import type { Detector } from '../detector.ts';

/** Payment and commerce. */
export const payment: readonly Detector[] = [
  {
    id: 'stripe-key',
    title: 'Stripe secret key',
    basis: 'format',
    literals: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'sk_org_'],
    pattern: /[sr]k_(?:live|test|org)_[A-Za-z0-9_]{16,240}/y,
    accepts: ({ secret }) => /\d/.test(secret),
    shows: 8,
    examples: {
      bad: ['sk_live_{base62:24}', 'rk_live_51{base62:97}', 'sk_test_{base62:24}'],
      good: ['sk_live_your_key_goes_here', 'pk_live_{base62:24}'],
    },
  },
  {
    id: 'stripe-webhook-secret',
    title: 'Stripe webhook signing secret',
    basis: 'format',
    literals: ['whsec_'],
    pattern: /whsec_[A-Za-z0-9+/]{32,64}={0,2}/y,
    shows: 6,
    examples: { bad: ['whsec_{base62:32}'] },
  },
  {
    id: 'square-token',
    title: 'Square access token',
    basis: 'format',
    literals: ['EAAA', 'sq0atp-', 'sq0csp-', 'sq0idp-'],
    pattern: /(?:EAAA[\w-]{60}|sq0(?:atp|idp)-[\w-]{22}|sq0csp-[\w-]{43})/y,
    entropy: 3.5,
    shows: 4,
    examples: {
      bad: ['EAAA{base62:60}', 'sq0atp-{base62:22}', 'sq0csp-{base62:43}'],
      good: ['EAAAAAAAAAAA{base62:52}'],
    },
  },
  {
    id: 'shopify-token',
    title: 'Shopify token',
    basis: 'format',
    literals: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_'],
    pattern: /shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}/y,
    shows: 6,
    examples: { bad: ['shpat_{hex:32}', 'shpss_{hex:32}'] },
  },
  {
    id: 'braintree-token',
    title: 'Braintree access token',
    basis: 'format',
    literals: ['access_token$'],
    pattern: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/y,
    examples: { bad: ['access_token$production${lowerdigits:16}${hex:32}'] },
  },
  {
    id: 'plaid-token',
    title: 'Plaid access token',
    basis: 'format',
    literals: ['access-production-', 'access-development-', 'access-sandbox-'],
    pattern: /access-(?:production|development|sandbox)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y,
    examples: { bad: ['access-production-{uuid}'] },
  },
];

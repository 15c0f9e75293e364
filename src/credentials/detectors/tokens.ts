import { decodeBase64 } from '../base64.ts';
import type { Candidate, Detector } from '../detector.ts';

const JWT = /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,1400}/y;
/** The header and payload of the token that jwt.io shows to everyone. */
const JWT_IO = 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6';

function headerOf(token: string): string {
  return decodeBase64(token.slice(0, token.indexOf('.')));
}

function payloadOf(token: string): string {
  return decodeBase64(token.split('.')[1] ?? '');
}

function isServiceAccountToken(token: string): boolean {
  return /kubernetes\.io|kubernetes\/serviceaccount|system:serviceaccount:/.test(payloadOf(token));
}

function isSignedToken({ secret }: Candidate): boolean {
  return headerOf(secret).includes('"alg"') && payloadOf(secret).startsWith('{') && !secret.includes(JWT_IO);
}

/** Signed and bearer tokens of no one product. */
export const tokens: readonly Detector[] = [
  {
    id: 'kubernetes-service-account-token',
    title: 'Kubernetes service account token',
    basis: 'format',
    literals: ['eyJ'],
    pattern: JWT,
    accepts: (candidate) => isSignedToken(candidate) && isServiceAccountToken(candidate.secret),
    shows: 3,
    examples: { bad: ['token: {service-account-jwt}'] },
  },
  {
    id: 'json-web-token',
    title: 'JSON Web Token',
    basis: 'format',
    literals: ['eyJ'],
    pattern: JWT,
    accepts: isSignedToken,
    shows: 3,
    examples: { bad: ['{jwt}', 'Authorization: Bearer {jwt}'], good: ['eyJhbGciOiJub25lIn0', 'eyJfoo.eyJbar.baz'] },
  },
  {
    id: 'service-account-token-base64',
    title: 'Signed token in base64',
    basis: 'format',
    literals: ['ZXlKaGJHY2lP', 'ZXlKMGVYQWlP', 'ZXlKcmFXUWlP'],
    pattern: /ZXlK[A-Za-z0-9+/]{80,16000}={0,2}/y,
    accepts: ({ secret }) => /^eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20}/.test(decodeBase64(secret)),
    examples: { bad: ['token: {encoded:[jwt]}'] },
  },
  {
    id: 'openshift-token',
    title: 'OpenShift OAuth token',
    basis: 'format',
    literals: ['sha256~'],
    pattern: /sha256~[\w-]{43}/y,
    shows: 7,
    examples: { bad: ['sha256~{base64url:42}a'], good: ['sha256:{hex:64}'] },
  },
];

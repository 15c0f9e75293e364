import { ConnectionFault, type ConnectionFaultKind } from '../core/http.ts';

type Told = readonly [kind: ConnectionFaultKind, why: string];

/** What Node.js and OpenSSL say of a connection, in words. */
const FAULTS: Readonly<Record<string, Told>> = {
  CERT_HAS_EXPIRED: ['untrusted', 'it has expired'],
  CERT_NOT_YET_VALID: ['untrusted', 'it is not valid yet'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['untrusted', 'it vouches for itself'],
  EACCES: ['lasting', 'permission denied'],
  EAI_AGAIN: ['passing', 'its name cannot be looked up now'],
  ECONNREFUSED: ['lasting', 'nobody listens there'],
  ECONNRESET: ['passing', 'the connection was broken off'],
  EHOSTUNREACH: ['lasting', 'no way leads there'],
  ENETUNREACH: ['lasting', 'no way leads there'],
  ENOENT: ['lasting', 'nobody listens there'],
  ENOTFOUND: ['lasting', 'there is no such host'],
  EPIPE: ['passing', 'the connection was broken off'],
  EPROTO: ['lasting', 'it does not speak TLS'],
  ERR_INVALID_PROTOCOL: ['lasting', 'the proxy that is set cannot be used'],
  ERR_PROXY_INVALID_CONFIG: ['lasting', 'the proxy that is set is not written as an address'],
  ERR_PROXY_TUNNEL: ['lasting', 'the proxy does not let through'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['untrusted', 'it is for another name'],
  ETIMEDOUT: ['passing', 'it does not answer in time'],
  HPE_HEADER_OVERFLOW: ['lasting', 'the headers of its answer are too long'],
  SELF_SIGNED_CERT_IN_CHAIN: ['untrusted', 'who vouches for it is not known'],
  UNABLE_TO_GET_ISSUER_CERT: ['untrusted', 'who vouches for it is not known'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['untrusted', 'who vouches for it is not known'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['untrusted', 'who vouches for it is not known'],
};

/** Why a connection failed. Messages of Node.js are not passed on: they hold addresses. */
export function connectionFault(error: unknown): ConnectionFault {
  if (error instanceof ConnectionFault) return error;
  const { kind, why } = connectionText(error);
  return new ConnectionFault(kind, why, error);
}

/** What Node.js says of a connection, in words. */
export function connectionText(
  error: unknown,
): Pick<ConnectionFault, 'kind'> & { readonly why: string; readonly code: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const [kind, why] = FAULTS[code] ?? otherwise(code);
  return { kind, why, code };
}

function otherwise(code: string): Told {
  if (code.startsWith('HPE_')) return ['lasting', 'it does not speak HTTP'];
  if (code.startsWith('ERR_OSSL_')) return ['lasting', 'a certificate that is to be trusted cannot be read'];
  if (/^(?:CERT_|CRL_|ERR_TLS_CERT|INVALID_CA|UNABLE_TO_|HOSTNAME_)/.test(code)) return ['untrusted', code];
  return code.startsWith('ERR_SSL') ? ['lasting', 'it does not speak TLS'] : ['passing', code];
}

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of a server on this machine and its key, and who vouches for it: paths of PEM files, and the texts. */
export interface TestAuthority {
  readonly authority: string;
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority and a certificate of 127.0.0.1 and localhost with openssl. */
export function testAuthority(directory: string): TestAuthority {
  const at = (name: string): string => join(directory, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const days = ['-days', '2'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
    '-subj',
    '/CN=test authority',
    ...days,
  );
  openssl('req', ...key, '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=test server');
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names'), ...days];
  openssl('x509', '-req', '-in', at('server.csr'), '-out', at('server.crt'), ...signed);
  return {
    authority: readFileSync(at('ca.crt'), 'utf8'),
    certificatePath: at('server.crt'),
    keyPath: at('server.key'),
    certificate: readFileSync(at('server.crt'), 'utf8'),
    key: readFileSync(at('server.key'), 'utf8'),
  };
}

function openssl(...given: readonly string[]): void {
  execFileSync('openssl', given, { stdio: 'pipe' });
}

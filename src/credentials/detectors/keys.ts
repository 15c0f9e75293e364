import { decodeBase64 } from '../base64.ts';
import type { Candidate, Detector } from '../detector.ts';

const PEM_BODY_MINIMUM = 48;

/** Whether a PEM block has a body: documentation shows `...` or a few letters. */
function hasKeyMaterial({ secret }: Candidate): boolean {
  const body = secret.replace(/-----[^-]{0,80}-----/g, '').replace(/\\[nr]|\s/g, '');
  const material = /[A-Za-z0-9+/=]{24,}/.exec(body);
  return material !== null && body.length >= PEM_BODY_MINIMUM && !/\.\.\.|<|x{8}|X{8}|\*{4}/.test(body);
}

/** Private keys: PEM, PGP, PuTTY, age, and PEM inside base64 as Kubernetes stores it. */
export const keys: readonly Detector[] = [
  {
    id: 'gcp-service-account-key',
    title: 'Google service account key',
    basis: 'structure',
    literals: ['-----BEGIN PRIVATE KEY'],
    pattern: /-----BEGIN PRIVATE KEY-----(?:[^-]|-(?!----)){0,20000}(?:-----END PRIVATE KEY-----)?/y,
    adjoins: true,
    accepts: (candidate) => {
      const around = candidate.text.slice(Math.max(0, candidate.start - 600), candidate.end + 600);
      return /"service_account\\?"|\.gserviceaccount\.com/.test(around) && hasKeyMaterial(candidate);
    },
    examples: {
      bad: [
        '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\n{base64:600}\\n-----END PRIVATE KEY-----\\n"}',
      ],
    },
  },
  {
    id: 'private-key',
    title: 'Private key',
    basis: 'format',
    literals: ['-----BEGIN '],
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,20000}(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?/y,
    adjoins: true,
    accepts: hasKeyMaterial,
    examples: {
      bad: [
        '-----BEGIN RSA PRIVATE KEY-----\n{pem}\n-----END RSA PRIVATE KEY-----',
        'key: "-----BEGIN EC PRIVATE KEY-----\\n{base64:64}\\n-----END EC PRIVATE KEY-----"',
        '-----BEGIN OPENSSH PRIVATE KEY-----\n{pem}\n-----END OPENSSH PRIVATE KEY-----',
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{pem}\n-----END PGP PRIVATE KEY BLOCK-----',
        '-----BEGIN PRIVATE KEY-----\n{pem}',
      ],
      good: [
        '-----BEGIN CERTIFICATE-----\n{pem}\n-----END CERTIFICATE-----',
        '-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----',
        '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
        'if (text.includes("-----BEGIN RSA PRIVATE KEY-----")) return true;',
      ],
    },
  },
  {
    id: 'private-key-base64',
    title: 'Private key in base64',
    basis: 'format',
    literals: ['LS0tLS1CRUdJTi'],
    pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,30000}={0,2}/y,
    accepts: ({ secret }) => /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY/.test(decodeBase64(secret.slice(0, 80))),
    examples: {
      bad: ['tls.key: {encoded:-----BEGIN RSA PRIVATE KEY-----[base64:640]-----END RSA PRIVATE KEY-----}'],
      good: ['tls.crt: {encoded:-----BEGIN CERTIFICATE-----[base64:640]-----END CERTIFICATE-----}'],
    },
  },
  {
    id: 'putty-private-key',
    title: 'PuTTY private key',
    basis: 'format',
    literals: ['PuTTY-User-Key-File-'],
    pattern:
      /PuTTY-User-Key-File-[23]: [^\n]{1,80}\n[^]{0,4000}?Private-Lines: [0-9]{1,4}\r?\n(?:[A-Za-z0-9+/=]{1,80}\r?\n){1,200}/y,
    examples: {
      bad: [
        'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: k\nPublic-Lines: 1\n{base64:64}\nPrivate-Lines: 2\n{base64:64}\n{base64:64}\n',
      ],
    },
  },
  {
    id: 'age-secret-key',
    title: 'age secret key',
    basis: 'format',
    literals: ['AGE-SECRET-KEY-1'],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y,
    shows: 4,
    examples: { bad: ['AGE-SECRET-KEY-1{bech32:58}'] },
  },
  {
    id: 'wireguard-private-key',
    title: 'WireGuard private key',
    basis: 'structure',
    literals: ['PrivateKey', 'PresharedKey'],
    pattern: /Pr(?:ivate|eshared)Key {0,4}= {0,4}(?<secret>[A-Za-z0-9+/]{43}=)/dy,
    entropy: 4,
    examples: {
      bad: ['[Interface]\nPrivateKey = {base64:43}='],
      good: ['PrivateKey = <key>', 'PublicKey = {base64:43}='],
    },
  },
];

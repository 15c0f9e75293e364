import { decodeBase64, isBasicCredentials } from '../base64.ts';
import type { Detector } from '../detector.ts';
import { entropyOf } from '../entropy.ts';
import { isPlaceholder, isReference } from '../placeholder.ts';

/** Credentials as programs pass and keep them: headers, commands, Docker's and netrc's files. */
export const authorization: readonly Detector[] = [
  {
    id: 'basic-authorization',
    title: 'Basic authorization header',
    basis: 'structure',
    literals: ['Basic ', 'basic ', 'BASIC '],
    pattern: /(?:Basic|basic|BASIC) (?<secret>[A-Za-z0-9+/]{8,400}={0,2})/dy,
    entropy: 0,
    accepts: ({ secret }) => secret.length % 4 === 0 && isBasicCredentials(secret),
    examples: { bad: ['Authorization: Basic {basic}'], good: ['Basic authentication', 'Basic <credentials>'] },
  },
  {
    id: 'bearer-authorization',
    title: 'Bearer authorization header',
    basis: 'structure',
    literals: ['Bearer ', 'bearer ', 'BEARER '],
    pattern: /(?:Bearer|bearer|BEARER) (?<secret>[A-Za-z0-9_.+/~-]{20,4000}={0,2})/dy,
    entropy: 3.2,
    accepts: ({ secret }) =>
      /\d/.test(secret) && /[A-Za-z]/.test(secret) && !isReference(secret) && !isPlaceholder(secret),
    examples: {
      bad: ['curl -H "Authorization: Bearer {base62:40}"'],
      good: ['Bearer $TOKEN', 'Bearer tokens are described in section 4', 'Bearer {{ .Values.token }}'],
    },
  },
  {
    id: 'docker-auth',
    title: 'Docker registry credential',
    basis: 'structure',
    literals: ['"auth"', '\\"auth\\"'],
    pattern: /\\?"auth\\?"\s{0,8}:\s{0,8}\\?"(?<secret>[A-Za-z0-9+/]{8,4000}={0,2})\\?"/dy,
    adjoins: true,
    entropy: 0,
    accepts: ({ secret }) => isBasicCredentials(secret),
    examples: {
      bad: ['{"auths":{"registry.shop.test":{"auth":"{basic}"}}}'],
      good: ['{"auths":{"registry.shop.test":{"auth":""}}}', '{"auth": "required"}'],
    },
  },
  {
    id: 'docker-config-base64',
    title: 'Docker configuration in base64',
    basis: 'structure',
    literals: ['eyJhdXRocyI6', 'ewogICJhdXRocyI6', 'ewoJImF1dGhzIjog'],
    pattern: /e[yw][A-Za-z0-9+/]{40,20000}={0,2}/y,
    accepts: ({ secret }) => /"(?:auth|password)"\s*:\s*"[^"]+"/.test(decodeBase64(secret)),
    examples: { bad: ['.dockerconfigjson: {docker-config}'] },
  },
  {
    id: 'netrc-password',
    title: 'Password in netrc',
    basis: 'structure',
    literals: ['machine '],
    pattern: /machine\s{1,8}\S{1,255}\s{1,8}login\s{1,8}\S{1,128}\s{1,8}password\s{1,8}(?<secret>[!-~]{3,256})/dy,
    entropy: 0,
    accepts: ({ secret }) => !isPlaceholder(secret) && !isReference(secret),
    examples: {
      bad: ['machine git.shop.test login robot password {base62:20}'],
      good: ['machine git.shop.test login robot password <token>', 'machine learning'],
    },
  },
  {
    id: 'curl-password',
    title: 'Password on a command line',
    basis: 'structure',
    literals: [' -u ', ' --user ', ' -u', ' --user='],
    pattern: / (?:-u ?|--user[ =])["']?[\w.@-]{1,64}:(?<secret>[^\s"':]{3,128})/dy,
    adjoins: true,
    entropy: 0,
    accepts: ({ text, start, secret }) => {
      const line = text.slice(Math.max(0, start - 300), start);
      return (
        /\b(?:curl|wget|http)\b[^\n]{0,300}$/.test(line) &&
        !isPlaceholder(secret) &&
        !isReference(secret) &&
        !secret.startsWith('$')
      );
    },
    examples: {
      bad: ['curl -s -u robot:{base62:12} https://git.shop.test'],
      good: ['curl -u robot:$PASSWORD https://git.shop.test', 'docker run -u 1000:1000 shop'],
    },
  },
  {
    id: 'mysql-password',
    title: 'Password on a command line',
    basis: 'structure',
    literals: ['mysql ', 'mysqldump ', 'mysqladmin ', 'mariadb '],
    pattern: /(?:mysql(?:dump|admin)?|mariadb) (?:[^\n|;&]{0,120} )?-p(?<secret>[^\s"'$-][^\s"']{2,64})/dy,
    entropy: 0,
    accepts: ({ secret }) => !isPlaceholder(secret) && !isReference(secret) && entropyOf(secret) > 1,
    examples: {
      bad: ['mysqladmin ping -uroot -p{base62:12}'],
      good: ['mysql -uroot -p shop', 'mysql -uroot -p$MYSQL_ROOT_PASSWORD'],
    },
  },
];

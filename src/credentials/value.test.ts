import { describe, expect, test } from 'vitest';
import { expandExample, seededNumbers } from './example.ts';
import { findCredentialInValue } from './value.ts';

function expand(template: string): string {
  return expandExample(template, seededNumbers(7));
}

describe('a credential', () => {
  test.each([
    ['DB_PASSWORD', 'hunter2', 'password', 'structure'],
    ['DB_PASSWORD', 'changeme', 'password', 'structure'],
    ['MYSQL_ROOT_PASSWORD', 'password', 'password', 'structure'],
    ['POSTGRES_PASSWORD', 'postgres', 'password', 'structure'],
    ['password', 'correct horse battery staple', 'password', 'structure'],
    ['password', '12345678', 'password', 'structure'],
    ['admin-password', '{base62:20}', 'password', 'entropy'],
    ['password', 'p$ssw0rd$', 'password', 'structure'],
    ['API_KEY', '{hex:32}', 'api-key', 'entropy'],
    ['apiKey', '{uuid}', 'api-key', 'entropy'],
    ['SECRET_KEY', '{base64:44}', 'api-key', 'entropy'],
    ['JWT_SECRET', 'supersecret', 'secret', 'structure'],
    ['JWT_SECRET', 'mysecret123', 'secret', 'structure'],
    ['ACCESS_TOKEN', '{base62:24}', 'token', 'entropy'],
    ['GITHUB_TOKEN', 'ghp_{checksummed:30}', 'github-token', 'format'],
    ['ANYTHING', 'postgres://shop:{base62:12}@db/shop', 'url-password', 'structure'],
    ['DATABASE_URL', 'postgres://shop:shop@db/shop', 'url-password', 'structure'],
  ])('%s = %s is a %s by %s', (name, template, kind, basis) => {
    expect(findCredentialInValue(name, expand(template))).toMatchObject([{ kind, basis }]);
  });
});

describe('no credential', () => {
  test.each<readonly [name: string, template: string]>([
    ...[
      '',
      ' ',
      '<your-token>',
      'REPLACE_ME',
      'replace-with-your-password',
      'xxxxx',
      'XXXXXXXX',
      '****',
      'example',
      'TODO',
      'null',
      'true',
      'false',
      'none',
      '{{ .Values.password }}',
      '${DB_PASSWORD}',
      '$(DB_PASSWORD)',
      '$DB_PASSWORD',
      '/run/secrets/db',
      './password.txt',
      'file:///run/secrets/db',
      'vault:secret/data/db#password',
      'ref+vault://db/password',
      '30s',
      '1h30m',
      '5',
      '1.5',
      'ENC[AES256_GCM,data:abc,type:str]',
      '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
      'sha256:{hex:64}',
      'your-password-here',
      'YOUR_PASSWORD',
      'DB_PASSWORD',
      '[redacted]',
      'arn:aws:secretsmanager:eu-west-1:1:secret:db',
      'projects/shop/secrets/db/versions/latest',
      '%s',
      '{password}',
      '#{password}',
      '<%= password %>',
      'https://auth.shop.test/token',
    ].map((value) => ['DB_PASSWORD', value] as const),
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['TOKEN_URL', 'https://auth.shop.test/oauth2/token'],
    ['SECRET_NAME', 'shop-database'],
    ['SECRET', 'shop-database-credentials'],
    ['CLIENT_SECRET', 'shop-client'],
    ['API_TOKEN', 'shop-api-token-v2'],
    ['API_KEY', 'demo'],
    ['TOKEN', 'https://shop.test/token'],
    ['REQUEST_ID', '{uuid}'],
    ['IMAGE', 'registry.shop.test/cart@sha256:{hex:64}'],
    ['COMMIT', '{hex:40}'],
    ['CHECKSUM', '{hex:64}'],
    ['CERTIFICATE', '-----BEGIN CERTIFICATE-----\n{pem}\n-----END CERTIFICATE-----'],
    ['PUBLIC_KEY', '-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----'],
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['PWD', '/home/shop'],
    ['HOME', '/home/shop'],
    ['SENTRY_DSN', 'https://{hex:32}@o1.ingest.sentry.io/2'],
    ['CACHE_KEY', '{hex:32}'],
    ['KAFKA_TOPIC', 'shop.orders.created'],
  ])('%s = %s', (name, template) => {
    expect(findCredentialInValue(name, expand(template))).toEqual([]);
  });
});

test('the span leaves out white space around the value', () => {
  expect(findCredentialInValue('PASSWORD', '  hunter2\n')).toMatchObject([{ start: 2, end: 9 }]);
});

test('a value of several lines is read as a file of named values', () => {
  const file = 'spring.datasource.url=jdbc:postgresql://db/shop\nspring.datasource.password=hunter2\n';
  expect(findCredentialInValue('application.properties', file)).toMatchObject([
    { kind: 'password', start: file.indexOf('hunter2') },
  ]);
});

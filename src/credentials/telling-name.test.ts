import { describe, expect, test } from 'vitest';
import { kindOfName, wordsOf } from './telling-name.ts';

test.each([
  ['DB_ROOT_PASSWORD', ['db', 'root', 'password']],
  ['dbRootPassword', ['db', 'root', 'password']],
  ['db.root-password', ['db', 'root', 'password']],
  ['AWSSecretKey', ['aws', 'secret', 'key']],
  ['--set-api.Key', ['set', 'api', 'key']],
  ['', []],
])('%s has the words %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

describe('telling', () => {
  test.each([
    ['PASSWORD', 'password'],
    ['MYSQL_ROOT_PASSWORD', 'password'],
    ['PGPASSWORD', 'password'],
    ['rootpasswd', 'password'],
    ['spring.datasource.password', 'password'],
    ['dbPass', 'password'],
    ['DB_PWD', 'password'],
    ['REDIS_PASSWORD_2', 'password'],
    ['DB_PASSWORD_PROD', 'password'],
    ['GF_SECURITY_ADMIN_PASSWORD', 'password'],
    ['admin.passwordString', 'password'],
    ['GITHUB_TOKEN', 'token'],
    ['authtoken', 'token'],
    ['accessToken', 'token'],
    ['bot-token', 'token'],
    ['apiKey', 'api-key'],
    ['APIKEY', 'api-key'],
    ['X-API-Key', 'api-key'],
    ['SECRET_KEY_BASE', 'api-key'],
    ['DJANGO_SECRET_KEY', 'api-key'],
    ['encryption_key', 'api-key'],
    ['k8svaultapikey', 'api-key'],
    ['SSH_PRIVATE_KEY', 'private-key'],
    ['client_secret', 'secret'],
    ['JWT_SECRET', 'secret'],
    ['clientSecret', 'secret'],
    ['credentials', 'secret'],
    ['.dockerconfigjson', 'secret'],
    ['DATABASE_DSN', 'connection-string'],
    ['ConnectionStrings', undefined],
    ['AZURE_STORAGE_CONNECTION_STRING', 'connection-string'],
  ])('%s is a name of %s', (name, kind) => {
    expect(kindOfName(name)).toBe(kind);
  });
});

test.each(
  `PWD OLDPWD PASSWORD_FILE PASSWORD_PATH TOKEN_URL tokenUrl SECRET_NAME secretName secretRef secretKeyRef passwordKey
  existingSecretPasswordKey TOKEN_TTL TOKEN_HEADER AUTH_TOKEN_ENABLED USE_TOKEN IS_SECRET REQUIRE_PASSWORD PASSWORD_MIN_LENGTH
  passwordPolicy KEY_ID AWS_ACCESS_KEY_ID PUBLIC_KEY primaryKey PARTITION_KEY sortKey key KEYBOARD monkey PASSENGER compass
  passthrough BYPASS tokenizer tokenReview tokenExpirationSeconds secretsManager SECRETS_STORE passwordHash TOKEN_ISSUER
  API_KEY_HEADER oauth2.tokenEndpoint jwt_public_key TOKEN_BUCKET SSL_CERT tls.crt auth AUTHOR author passport passwordless
  credentialsProvider imagePullSecretName`
    .split(/\s+/)
    .map((name) => [name]),
)('%s is no telling name', (name) => {
  expect(kindOfName(name)).toBeUndefined();
});

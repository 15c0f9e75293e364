/** What a name says its value is. */
export type NamedKind = 'password' | 'secret' | 'token' | 'api-key' | 'private-key' | 'connection-string';

const LONGEST_NAME = 256;

/** Words that say the value is about the secret and not the secret: where it lies, what it is called, how long it lives. */
const ABOUT = new Set(
  `file files filename path paths dir directory folder location mount mountpath url urls uri uris endpoint endpoints host hosts
  hostname port domain server issuer audience aud name names ref refs reference selector label labels annotation annotations
  id ids uid kid keyid arn header headers cookie param parameter field attribute claim claims prefix suffix separator delimiter
  ttl age maxage timeout expiry expire expires expiration duration interval period lifetime seconds minutes hours days refresh
  rotation rotate renew enabled enable disabled disable required optional allowed allow deny mode method type kind format
  version algorithm alg algo encoding charset length len size min max minimum maximum count limit limits quota budget policy
  rule rules regex pattern template strength complexity hint prompt reset history lockout attempts validation validator
  provider provisioner backend store storage manager operator controller engine driver plugin class service account role scope
  scopes group namespace cluster region zone bucket hash hashes hashed digest checksum fingerprint sha256 bcrypt salt salted
  encrypted public pub pubkey cert certificate certs ca crt csr review reviewer exchange authn authz config configmap settings
  option options map list cache create created creation generate generator generated usage description title help message text
  placeholder example sync syncer index projection volume env envs var variable keys-count tokenizer last first changed updated
  secretname existing default`.split(/\s+/),
);

/** Leading words that make a question of the name: `USE_TOKEN`, `IS_SECRET`, `NO_PASSWORD`. */
const QUESTION = new Set('use is has no not skip without require requires should show hide with existing'.split(' '));

/** Words that may follow `token` or `secret` and leave it a secret: which one it is. */
const WHICH = new Set(
  'prod production dev development stage staging test qa primary secondary main backup old new current value data base'.split(
    ' ',
  ),
);

const KEY_OF = new Set(
  `api app application secret access private encryption encrypt signing sign signature master account storage auth
  authentication authorization session cookie webhook license licence service client shared server admin user root hmac jwt
  aes crypto cipher ssh rsa deploy integration ingest subscription consumer customer datadog dd sendgrid stripe openai
  anthropic mailgun newrelic sentry rails django flask fernet vault unseal recovery transit write writer reader write-only
  project publishable tenant internal base`.split(/\s+/),
);

const JOINED: readonly (readonly [RegExp, NamedKind])[] = [
  [/(?:password|passwd|passphrase|passwort)s?$/, 'password'],
  [/(?:api|app|auth|access|secret|encryption|signing|master|license|account)keys?$/, 'api-key'],
  [/privatekeys?$/, 'private-key'],
  [
    /(?:auth|access|bearer|refresh|session|bot|api|id|oauth|jwt|service|admin|root|user|registry|npm|github|gitlab|slack)tokens?$/,
    'token',
  ],
  [/(?:client|app|api|shared|user|auth|oauth|jwt|session|webhook|cookie|hmac|token|consumer)secrets?$/, 'secret'],
  [/dockerconfigjson$|dockercfg$/, 'secret'],
];

const PLAIN: ReadonlyMap<string, NamedKind> = new Map([
  ['pass', 'password'],
  ['pw', 'password'],
  ['pwd', 'password'],
  ['psw', 'password'],
  ['passcode', 'password'],
  ['secret', 'secret'],
  ['secrets', 'secret'],
  ['credential', 'secret'],
  ['credentials', 'secret'],
  ['creds', 'secret'],
  ['token', 'token'],
  ['tokens', 'token'],
  ['jwt', 'token'],
  ['pat', 'token'],
  ['dsn', 'connection-string'],
]);

/** The words of a name, lower case: `dbRootPassword`, `DB_ROOT_PASSWORD`, `db.root-password` are the same three. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, LONGEST_NAME)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function kindOfPlainWord(words: readonly string[], at: number): NamedKind | undefined {
  return words.slice(at + 1).every((word) => WHICH.has(word)) ? PLAIN.get(words[at] ?? '') : undefined;
}

function kindOfWord(words: readonly string[], at: number): NamedKind | undefined {
  const word = words[at] ?? '';
  const before = words[at - 1] ?? '';
  if (word === 'key' || word === 'keys') {
    if (before === 'private') return 'private-key';
    return KEY_OF.has(before) ? 'api-key' : undefined;
  }
  if (word === 'string' && (before === 'connection' || before === 'conn')) return 'connection-string';
  return kindOfPlainWord(words, at) ?? JOINED.find(([ending]) => ending.test(word))?.[1];
}

/**
 * What `name` (an environment variable, a key of a file, a flag) says its value is; `undefined` where it says nothing of
 * a secret, or speaks about one: `DB_PASSWORD_FILE`, `TOKEN_URL`, `secretName`, `PASSWORD_MIN_LENGTH`.
 */
export function kindOfName(name: string): NamedKind | undefined {
  if (name === 'PWD' || name === 'OLDPWD') return undefined;
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  if (words.length === 0 || QUESTION.has(words[0] ?? '')) return undefined;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const kind = kindOfWord(words, at);
    if (kind !== undefined) return kind;
    const word = words[at] ?? '';
    if (ABOUT.has(word) || word === 'key' || word === 'keys') return undefined;
  }
  return undefined;
}

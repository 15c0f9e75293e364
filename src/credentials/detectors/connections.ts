import type { Candidate, Detector } from '../detector.ts';
import { isMeasure, isPlaceholder, isReference } from '../placeholder.ts';

const DOCUMENTED_HOST =
  /^(?:(?:[\w-]{1,63}\.){0,8}example(?:\.(?:com|org|net|local|test))?|host(?:name)?|server|proxy|domain(?:\.(?:com|tld))?|my-?(?:host|server|domain|registry)[\w.-]{0,60})$/i;
/** `scott` with `tiger` is the account of a demonstration that Oracle's database came with: SQLAlchemy's texts have it 40 times. */
const DOCUMENTED_USER =
  /^(?:user(?:name|id)?|login|usr|u|me|foo|name|someuser|my-?user(?:name)?|your-?user(?:name)?|root-user|scott)$/i;
const DOCUMENTED_PASSWORD =
  /^(?:pass(?:wd|word|phrase)?|pwd|pw|p|secret|token|key|bar|somepass(?:word)?|my-?pass(?:word)?|credentials?|tiger(?:\W.*)?)$/i;

/** A part of a connection string of ADO.NET, ODBC or Npgsql that is no password. */
const CONNECTION_PART =
  /^\s{0,8}(?:[\w-]{1,32}=)?(?:Server|Data Source|Host|Initial Catalog|User ?Id|Uid|Database|AccountEndpoint)\s{0,2}=./i;

function isLiteral(password: string): boolean {
  return (
    password.length > 2 &&
    !isPlaceholder(password) &&
    !isReference(password) &&
    !/^[:@\d]*$/.test(password.replace(/^\d{6,}$/, 'digits'))
  );
}

/** Whether the user information of a URL is somebody's and not a manual's `user:password@host`. */
function isSomebodys({ secret, groups }: Candidate): boolean {
  const { user = '', host = '' } = groups;
  if (DOCUMENTED_HOST.test(host)) return false;
  if (DOCUMENTED_USER.test(user) && DOCUMENTED_PASSWORD.test(secret)) return false;
  return isLiteral(secret);
}

/** Passwords inside addresses and connection strings. */
export const connections: readonly Detector[] = [
  {
    id: 'url-password',
    title: 'Password in a URL',
    basis: 'structure',
    literals: ['://'],
    pattern:
      /:\/\/(?<user>[^\s:/@?#"'`<>()[\]{}|\\,;]{0,128}):(?<secret>[^\s:/@?#"'`<>\\]{1,256})@(?<host>[\w.-]{1,255}|\[[\da-fA-F:.]{2,45}\]|\$\{?\w{1,64})/dy,
    adjoins: true,
    entropy: 0,
    accepts: isSomebodys,
    examples: {
      bad: [
        'postgres://shop:{base62:16}@db:5432/shop',
        'redis://:{base62:12}@cache:6379',
        'https://robot:{base62:20}@git.shop.test/x.git',
        'amqp://guest:guest@rabbit:5672/',
      ],
      good: [
        'postgres://shop@db/shop',
        'postgres://shop:$(PASSWORD)@db/shop',
        'https://user:password@host/path',
        'http://proxy.example.com:8080',
        'https://username:secret@proxy.example.com',
        'http://[::1]:8080/a@b',
        'postgres://shop:${DB_PASSWORD}@db/shop',
      ],
    },
  },
  {
    id: 'url-token',
    title: 'Token in a URL',
    basis: 'structure',
    literals: ['://'],
    pattern: /:\/\/(?<secret>[A-Za-z0-9_-]{32,256})(?::x-oauth-basic|:)?@(?<host>[\w.-]{1,255})/dy,
    adjoins: true,
    entropy: 3.2,
    accepts: ({ secret, text, start }) =>
      /\d/.test(secret) && /[A-Za-z]/.test(secret) && !isSentryKey(text, start, secret),
    examples: {
      bad: ['https://{hex:40}@git.shop.test/x.git'],
      good: ['https://{hex:32}@o1.ingest.sentry.io/2', 'https://shop@git.shop.test/x.git'],
    },
  },
  {
    id: 'go-dsn-password',
    title: 'Password in a MySQL connection string',
    basis: 'structure',
    literals: ['@tcp(', '@unix('],
    pattern: /(?<=(?<![\w.-])[\w.-]{1,64}:(?<secret>[^\s"'`@:/<>]{1,128}))@(?:tcp|unix)\(/dy,
    adjoins: true,
    entropy: 0,
    accepts: ({ secret }) => isLiteral(secret),
    examples: {
      bad: ['shop:{base62:12}@tcp(db:3306)/shop'],
      good: ['shop:$(PASSWORD)@tcp(db:3306)/shop', 'shop@tcp(db:3306)/shop'],
    },
  },
  {
    id: 'ado-password',
    title: 'Password in a connection string',
    basis: 'structure',
    literals: ['assword=', 'Pwd=', 'pwd=', 'PWD=', 'ASSWORD='],
    pattern: /[A-Za-z]{0,2}(?:assword|ASSWORD|wd|WD)=["']?(?<secret>[^\s;"'&<>]{1,128})/dy,
    adjoins: true,
    entropy: 0,
    accepts: ({ text, start, end, secret }) => {
      const around = text.slice(Math.max(0, start - 300), end + 200).split(/[;"'\n]/);
      return (
        around.length > 2 &&
        around.some((part) => CONNECTION_PART.test(part)) &&
        isLiteral(secret) &&
        !isMeasure(secret)
      );
    },
    examples: {
      bad: ['Server=db;Database=shop;User Id=sa;Password={base62:14};', 'Host=db;Username=shop;Password={base62:12}'],
      good: ['Server=db;User Id=sa;Password=${PASSWORD};', 'Server=db;User Id=sa;Password=<password>;'],
    },
  },
  {
    id: 'query-password',
    title: 'Password in a query string',
    basis: 'structure',
    literals: ['password=', 'passwd=', 'access_token=', 'api_key=', 'apikey=', 'client_secret='],
    pattern: /(?:passw(?:or)?d|access_token|api_?key|client_secret)=(?<secret>[^\s&"'`<>;,\\)]{4,256})/dy,
    adjoins: true,
    entropy: 0,
    accepts: ({ text, start, secret }) => {
      const before = text.slice(Math.max(0, start - 300), start);
      const address = before.slice(before.lastIndexOf('://'));
      if (!/^:\/\/[^\s"'`<>]{1,280}[?&;][a-z_]{6,14}=$/.test(address)) return false;
      const host = /^:\/\/([\w.-]{1,255})/.exec(address)?.[1] ?? '';
      return !DOCUMENTED_HOST.test(host) && isLiteral(secret) && !DOCUMENTED_PASSWORD.test(secret);
    },
    examples: {
      bad: ['jdbc:mysql://db:3306/shop?user=shop&password={base62:12}', 'https://api.shop.test/v1?api_key={hex:32}'],
      good: ['jdbc:mysql://db/shop?user=shop&password=${PASSWORD}', 'https://api.shop.test/v1?api_key=<key>'],
    },
  },
];

/** The public half of a Sentry DSN is meant to be shipped to browsers. */
function isSentryKey(text: string, start: number, secret: string): boolean {
  return (
    /^[0-9a-f]{32}$/.test(secret) &&
    /^@[\w.-]{1,200}\/\d+/.test(text.slice(start + secret.length, start + secret.length + 260))
  );
}

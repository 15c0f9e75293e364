/** A credential without a form of its own, known by its name and its shape together. */
export interface NamedFormat {
  readonly id: string;
  readonly title: string;
  /** Tried on the words of the name, lower case, joined by hyphens. */
  readonly name: RegExp;
  readonly value: RegExp;
  /** Templates of pairs that must be found. */
  readonly examples: readonly (readonly [name: string, value: string])[];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Vendors whose keys are plain hexadecimal, base64 or UUIDs. */
export const namedFormats: readonly NamedFormat[] = [
  {
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    name: /(?:^|-)(?:aws|s3|minio|ses|r2|spaces|wasabi|b2)-(?:[a-z\d]{1,12}-)?(?:secret|secretkey)|secret-access-key/,
    value: /^[A-Za-z0-9+/]{40}$/,
    examples: [
      ['AWS_SECRET_ACCESS_KEY', '{base64:39}a'],
      ['s3SecretKey', '{base64:39}a'],
    ],
  },
  {
    id: 'azure-key',
    title: 'Azure key',
    name: /^(?:azure|arm|cosmos|cognitive|openai)-(?:[a-z\d]{1,16}-){0,3}key$/,
    value: /^(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=|[0-9a-f]{32}|[A-Za-z0-9]{84})$/,
    examples: [
      ['AZURE_STORAGE_KEY', '{base64:86}=='],
      ['AZURE_OPENAI_API_KEY', '{hex:32}'],
    ],
  },
  {
    id: 'datadog-key',
    title: 'Datadog key',
    name: /^(?:dd|datadog)-(?:[a-z]{1,12}-)?(?:api|app|application)-?key$/,
    value: /^(?:[0-9a-f]{32}|[0-9a-f]{40})$/,
    examples: [
      ['DD_API_KEY', '{hex:32}'],
      ['DATADOG_APP_KEY', '{hex:40}'],
    ],
  },
  {
    id: 'heroku-token',
    title: 'Heroku API key',
    name: /(?:^|-)heroku-(?:api-)?(?:key|token)$/,
    value: UUID,
    examples: [['HEROKU_API_KEY', '{uuid}']],
  },
  {
    id: 'twilio-auth-token',
    title: 'Twilio auth token',
    name: /(?:^|-)twilio-(?:[a-z]{1,12}-){0,2}(?:token|secret)$/,
    value: /^[0-9a-f]{32}$/,
    examples: [['TWILIO_AUTH_TOKEN', '{hex:32}']],
  },
  {
    id: 'cloudflare-token',
    title: 'Cloudflare API credential',
    name: /^(?:cf|cloudflare)-(?:[a-z]{1,12}-){0,2}(?:key|token)$/,
    value: /^(?:[\w-]{40}|[0-9a-f]{37})$/,
    examples: [
      ['CLOUDFLARE_API_TOKEN', '{base62:40}'],
      ['CF_API_KEY', '{hex:37}'],
    ],
  },
  {
    id: 'new-relic-licence-key',
    title: 'New Relic licence key',
    name: /(?:^|-)new-?relic-(?:[a-z]{1,12}-){0,2}key$/,
    value: /^[0-9a-f]{40}$/,
    examples: [['NEW_RELIC_LICENSE_KEY', '{hex:40}']],
  },
  {
    id: 'okta-token',
    title: 'Okta API token',
    name: /(?:^|-)okta-(?:[a-z]{1,12}-){0,2}(?:token|key)$/,
    value: /^00[\w-]{40}$/,
    examples: [['OKTA_API_TOKEN', '00{base62:40}']],
  },
  {
    id: 'snyk-token',
    title: 'Snyk token',
    name: /(?:^|-)snyk-(?:[a-z]{1,12}-)?(?:token|key)$/,
    value: UUID,
    examples: [['SNYK_TOKEN', '{uuid}']],
  },
  {
    id: 'kubernetes-bootstrap-token',
    title: 'Kubernetes bootstrap token',
    name: /(?:^|-)token$/,
    value: /^(?!abcdef\.0123456789abcdef)[a-z0-9]{6}\.[a-z0-9]{16}$/,
    examples: [['token', '{lowerdigits:6}.{lowerdigits:16}']],
  },
];

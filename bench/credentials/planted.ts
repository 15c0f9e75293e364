/** One credential planted in a line of its own: how the line reads, and what in it is the secret. */
export interface Planted {
  readonly kind: string;
  /** A template (see src/credentials/example.ts) of the secret. */
  readonly secret: string;
  /** The line; `@` stands for the secret. Default: the secret after `value: `. */
  readonly line?: string;
  /** The file that it lies in, for tools that judge by its name. Default: config.yaml. */
  readonly file?: string;
  /** Whether the line is the whole file. */
  readonly alone?: boolean;
}

/**
 * The kinds to compare on, chosen from what leaks into images and manifests, by their published formats and not by what
 * either tool knows. Where a vendor publishes a checksum, it is right.
 */
export const planted: readonly Planted[] = [
  { kind: 'AWS access key ID', secret: 'AKIA{base32:16}' },
  { kind: 'AWS secret access key', secret: '{base64:40}', line: 'AWS_SECRET_ACCESS_KEY=@' },
  { kind: 'GitHub personal access token', secret: 'ghp_{checksummed:30}' },
  { kind: 'GitHub fine-grained token', secret: 'github_pat_{base62:22}_{base62:59}' },
  { kind: 'GitHub App token', secret: 'ghs_{checksummed:30}' },
  { kind: 'GitLab personal access token', secret: 'glpat-{base62:20}' },
  { kind: 'GitLab routable token', secret: 'glpat-{base62:27}.01.{lowerdigits:9}' },
  { kind: 'Slack bot token', secret: 'xoxb-{digits:12}-{digits:13}-{base62:24}' },
  {
    kind: 'Slack webhook',
    secret: 'T{upperdigits:10}/B{upperdigits:10}/{base62:24}',
    line: 'url: https://hooks.slack.com/services/@',
  },
  { kind: 'npm token', secret: 'npm_{checksummed:30}' },
  { kind: 'npmrc UUID token', secret: '{uuid}', line: '//registry.npmjs.org/:_authToken=@', file: '.npmrc' },
  { kind: 'PyPI token', secret: 'pypi-AgEIcHlwaS5vcmc{base64url:150}' },
  { kind: 'RubyGems key', secret: 'rubygems_{hex:48}' },
  { kind: 'Docker Hub token', secret: 'dckr_pat_{base62:27}' },
  {
    kind: 'Docker auth',
    secret: '{basic}',
    line: '{"auths":{"registry.shop.test":{"auth":"@"}}}',
    file: 'config.json',
    alone: true,
  },
  { kind: 'Stripe live key', secret: 'sk_live_{base62:24}' },
  { kind: 'Square token', secret: 'EAAA{base62:60}' },
  { kind: 'Shopify token', secret: 'shpat_{hex:32}' },
  { kind: 'OpenAI project key', secret: 'sk-proj-{base62:74}T3BlbkFJ{base62:74}' },
  { kind: 'OpenAI legacy key', secret: 'sk-{base62:20}T3BlbkFJ{base62:20}' },
  { kind: 'Anthropic key', secret: 'sk-ant-api03-{base62:93}AA' },
  { kind: 'Hugging Face token', secret: 'hf_{letters:34}' },
  { kind: 'Groq key', secret: 'gsk_{base62:52}' },
  { kind: 'Google API key', secret: 'AIza{base62:35}' },
  {
    kind: 'Google service account',
    secret: '-----BEGIN PRIVATE KEY-----\\nMII{base64:597}\\n-----END PRIVATE KEY-----',
    line: '{"type": "service_account", "private_key_id": "2f1c", "private_key": "@\\n"}',
    file: 'key.json',
    alone: true,
  },
  {
    kind: 'Azure storage key',
    secret: '{base64:86}==',
    line: 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=@;EndpointSuffix=core.windows.net',
  },
  { kind: 'Azure client secret', secret: '{base62:3}8Q~{base62:34}' },
  { kind: 'DigitalOcean token', secret: 'dop_v1_{hex:64}' },
  { kind: 'Cloudflare token', secret: 'cfut_{base62:40}{hex:8}' },
  { kind: 'Heroku token', secret: 'HRKU-AA{base62:58}' },
  { kind: 'Heroku API key (UUID)', secret: '{uuid}', line: 'HEROKU_API_KEY=@' },
  { kind: 'Twilio API key', secret: 'SK{hex:32}' },
  { kind: 'SendGrid key', secret: 'SG.{base62:22}.{base62:43}' },
  { kind: 'Mailgun key', secret: 'key-{hex:32}' },
  { kind: 'Telegram bot token', secret: 'AA{base62:33}', line: 'value: 1234509876:@' },
  { kind: 'Discord bot token', secret: '{encoded:1[digits:17]}.G{base62:5}.{base62:38}' },
  {
    kind: 'Discord webhook',
    secret: '{base62:68}',
    line: 'url: https://discord.com/api/webhooks/123451234512345123/@',
  },
  { kind: 'Doppler token', secret: 'dp.pt.{base62:43}' },
  { kind: 'Vault token', secret: 'hvs.{base62:95}' },
  { kind: '1Password service account', secret: 'ops_eyJ{base64:400}' },
  { kind: 'Terraform token', secret: '{base62:14}.atlasv1.{base62:67}' },
  { kind: 'Pulumi token', secret: 'pul-{hex:40}' },
  { kind: 'age key', secret: 'AGE-SECRET-KEY-1{bech32:58}' },
  { kind: 'Tailscale key', secret: 'tskey-auth-{base62:12}CNTRL-{base62:32}' },
  { kind: 'Vercel token', secret: 'vcp_{base62:56}' },
  { kind: 'Databricks token', secret: 'dapi{hex:32}' },
  { kind: 'Grafana token', secret: 'glsa_{base62:32}_{hex:8}' },
  { kind: 'New Relic key', secret: 'NRAK-{upperdigits:27}' },
  { kind: 'Sentry user token', secret: 'sntryu_{hex:64}' },
  { kind: 'Datadog API key', secret: '{hex:32}', line: 'DD_API_KEY=@' },
  { kind: 'Linear key', secret: 'lin_api_{base62:40}' },
  { kind: 'Figma token', secret: 'figd_{base62:40}' },
  { kind: 'Notion token', secret: 'ntn_{digits:11}{base62:35}' },
  { kind: 'Postman key', secret: 'PMAK-{hex:24}-{hex:34}' },
  { kind: 'Atlassian token', secret: 'ATATT3xFfGF0{base62:171}={upperhex:8}' },
  {
    kind: 'RSA private key',
    secret: '-----BEGIN RSA PRIVATE KEY-----\nMII{base64:61}\n{pem}\n-----END RSA PRIVATE KEY-----',
    line: '@',
  },
  {
    kind: 'Private key in base64',
    secret: '{encoded:-----BEGIN RSA PRIVATE KEY-----MII[base64:637]-----END RSA PRIVATE KEY-----}',
    line: 'tls.key: @',
  },
  { kind: 'JSON Web Token', secret: '{jwt}' },
  { kind: 'Kubernetes service account token', secret: '{service-account-jwt}' },
  { kind: 'PostgreSQL URL', secret: '{base62:16}', line: 'url: postgres://shop:@@db:5432/shop' },
  { kind: 'MongoDB URL', secret: '{base62:16}', line: 'url: mongodb+srv://shop:@@db.shop.test/shop' },
  { kind: 'MySQL DSN', secret: '{base62:16}', line: 'dsn: shop:@@tcp(db:3306)/shop' },
  { kind: 'ADO connection string', secret: '{base62:16}', line: 'Server=db;Database=shop;User Id=sa;Password=@;' },
  { kind: 'Basic-auth URL', secret: '{base62:16}', line: 'url: https://robot:@@git.shop.test/x.git' },
  { kind: 'Basic header', secret: '{basic}', line: 'curl -H "Authorization: Basic @" https://shop.test' },
  { kind: 'Bearer header', secret: '{base62:40}', line: 'curl -H "Authorization: Bearer @" https://shop.test' },
  {
    kind: 'netrc password',
    secret: '{base62:20}',
    line: 'machine git.shop.test login robot password @',
    file: '.netrc',
  },
  { kind: 'Weak password in env', secret: 'hunter2', line: '- name: DB_PASSWORD\n  value: @' },
  { kind: 'Password in properties', secret: '{base62:12}', line: 'spring.datasource.password=@' },
  { kind: 'Password flag', secret: '{base62:12}', line: 'args: ["--db-password=@"]' },
  { kind: 'Random key under a name', secret: '{base64:43}=', line: 'SECRET_KEY=@' },
];

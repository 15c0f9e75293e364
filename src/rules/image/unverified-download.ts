import type { CommandView, SettingView } from '../../evidence/image/image-view.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Options by which programs take what nobody vouches for. */
const OPTIONS: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  { program: /^curl$/, option: /^(?:-[a-zA-Z#]*k[a-zA-Z]*|--insecure|--proxy-insecure)$/ },
  { program: /^wget$/, option: /^--no-check-certificate$/ },
  {
    program: /^(?:apt|apt-get|aptitude)$/,
    option:
      /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories)$|AllowInsecureRepositories=(?:true|1)|AllowUnauthenticated=(?:true|1)/i,
  },
  { program: /^apk$/, option: /^--allow-untrusted$/ },
  {
    program: /^(?:dnf5?|yum|microdnf|tdnf)$/,
    option: /^--no-?gpgcheck$|^--setopt=(?:.*\.)?(?:gpgcheck|sslverify)=(?:0|false|no)$/i,
  },
  { program: /^rpm$/, option: /^--no(?:signature|digest)$/ },
  { program: /^zypper$/, option: /^--(?:no-gpg-checks|allow-unsigned-rpm)$/ },
  { program: /^(?:pip3?|python[\d.]*)$/, option: /^--trusted-host(?:=.*)?$/ },
  { program: /^git$/, option: /^(?:-c)?http\.sslVerify=(?:false|0|no)$/i },
  { program: /^(?:npm|yarn|pnpm)$/, option: /^--strict-ssl=(?:false|0)$|^--no-strict-ssl$/ },
];

/** Variables that do the same. */
const VARIABLES: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['GIT_SSL_NO_VERIFY', /^(?:1|true|yes)$/i],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['NPM_CONFIG_STRICT_SSL', /^(?:0|false)$/i],
  ['PIP_TRUSTED_HOST', /./],
]);

/** In every stage: what a build takes in unverified writes what the image holds. */
export const unverifiedDownload = defineRule({
  id: 'image/unverified-download',
  title: 'Certificates and signatures are checked',
  severity: 'high',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'cis-docker-1.7/4.11' },
    { id: 'cis-docker-1.7/4.12' },
    { id: 'nist-800-190/4.1.5' },
    { id: 'mitre/T1557' },
  ],
  why: 'Anyone between the build and the server can hand it a package or program of theirs, and nothing notices.',
  remediation:
    'Leave the option out; where a certificate of your own is the reason, install it: `COPY ca.crt /usr/local/share/ca-certificates/` and `RUN update-ca-certificates`.',
  messages: {
    option: ({ program, option }: { program: string; option: string }) =>
      `${program} runs with ${option}, which checks nothing.`,
    variable: ({ name, value }: { name: string; value: string }) => `${name}=${value} turns checks off.`,
  },
  examples: () => import('./unverified-download.examples.ts'),
  check({ steps }, { report }) {
    for (const { commands, settings } of steps) {
      for (const command of commands) {
        const option = optionOf(command);
        if (option !== undefined) report('option', command.at, { program: command.program, option });
      }
      for (const { name, value, at } of settings.filter(turnsOff)) report('variable', at, { name, value: value ?? '' });
    }
  },
});

function optionOf({ program, arguments: args }: CommandView): string | undefined {
  const known = OPTIONS.find((each) => each.program.test(program));
  const option = args.find((each) => known?.option.test(each));
  if (option !== undefined) return option;
  const setting = args.slice(args.indexOf('set')).join(' ');
  const isSetting = /^(?:npm|yarn|pnpm|git)$/.test(program) && args.includes('config');
  return isSetting && /(?:strict-ssl|http\.sslVerify)[ =]"?(?:false|0)/i.test(`${args.join(' ')} ${setting}`)
    ? 'config'
    : undefined;
}

function turnsOff({ name, value = '' }: SettingView): boolean {
  return VARIABLES.get(name)?.test(value) === true;
}

import { kindOfName } from '../../credentials/telling-name.ts';
import { defineRule } from '../../evidence/rule.ts';

/**
 * A build argument by that name without a default, and whatever keeps the value of one. A literal value is judged by
 * `image/credential-in-variable`. Source: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/.
 */
export const secretBuildArgument = defineRule({
  id: 'image/secret-build-argument',
  title: 'Secrets reach a build as secrets, not as arguments',
  severity: 'high',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.10' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'The value of a build argument is kept in the history of the image and in the provenance of the build, that of a variable in its configuration.',
  remediation:
    'Mount it where it is used, `RUN --mount=type=secret,id=NAME,env=NAME ...`, and build with `--secret id=NAME,env=NAME`.',
  messages: {
    argument: ({ name }: { name: string }) =>
      `The build argument ${name} is by its name a secret, and stays in the history.`,
    variable: ({ keyword, name, secret }: { keyword: string; name: string; secret: string }) =>
      `${keyword} ${name} keeps the value of ${secret}, which is by its name a secret.`,
  },
  examples: () => import('./secret-build-argument.examples.ts'),
  check({ steps }, { report }) {
    for (const { keyword, settings } of steps) {
      for (const { name, value = '', at } of settings) {
        const secret = secretIn(value);
        if (secret !== undefined) report('variable', at, { keyword, name, secret });
        else if (keyword === 'ARG' && value === '' && isSecret(name)) report('argument', at, { name });
      }
    }
  },
});

function isSecret(name: string): boolean {
  return kindOfName(name) !== undefined;
}

/** The variable by the name of a secret whose value becomes a part of another. */
function secretIn(value: string): string | undefined {
  return Array.from(value.matchAll(/\$\{?([A-Za-z_]\w*)/g), (match) => match[1] ?? '').find(isSecret);
}

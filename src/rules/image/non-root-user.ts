import * as v from 'valibot';
import { isWithin, parseImageReference, repositoryOf } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Names of the user with every right: that of Linux by number and name, and that of Windows. */
const ROOT = /^(?:|[+-]?0+|root|ContainerAdministrator)$/i;

/**
 * The last USER counts; without one it is that of the base image. Base images say by their name that they set another one: `nonroot` in
 * the tag of distroless images, `unprivileged` in the name of those of nginx, `nanoserver`, which runs as ContainerUser.
 */
export const nonRootUser = defineRule({
  id: 'image/non-root-user',
  title: 'The image does not run as root',
  severity: 'high',
  since: '0.1.0',
  target: 'image',
  needs: ['configuration'],
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.1' }, { id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1611' }],
  why: 'Whoever takes over a process that runs as root owns every file of the container, and is root on the node if they get out.',
  remediation:
    'Make a user, and switch to it by number as the last step: `RUN useradd --uid 10001 app`, then `USER 10001`; on Windows `USER ContainerUser`.',
  options: v.strictObject({
    nonRootBases: v.optional(
      v.pipe(
        v.array(v.string()),
        v.description(
          'Repositories, or paths above them, whose images set a user that is not root, in full: `cgr.dev/chainguard`.',
        ),
      ),
      ['cgr.dev/chainguard'],
    ),
  }),
  messages: {
    root: ({ user }: { user: string }) => `The image runs as root: its last USER is ${user}.`,
    named: ({ user }: { user: string }) =>
      `The image runs as root: its last USER is ${user}, which has the number 0 in its /etc/passwd.`,
    unset: ({ base }: { base: string }) =>
      `No USER is set, so the image runs as root unless ${base || 'its base'} sets another user.`,
    scratch: () => 'No USER is set, so the image runs as root.',
  },
  examples: () => import('./non-root-user.examples.ts'),
  check({ user }, { options: { nonRootBases }, report, undecided }) {
    if (user.state === 'unknown') {
      const supply = 'Give the build argument a default that is not root: `ARG UID=10001`.';
      undecided(user.at, `The image runs as ${user.text}, which only the build knows.`, supply);
    } else if (user.state === 'set') {
      const [name = ''] = user.name.split(':');
      if (ROOT.test(name)) report('root', user.at, { user: user.name });
      else if (user.id === 0) report('named', user.at, { user: user.name });
    } else if (user.base === undefined) report('scratch', user.at);
    else if (!isNonRoot(user.base.image ?? '', nonRootBases)) report('unset', user.at, { base: user.base.text });
  },
});

function isNonRoot(image: string, bases: readonly string[]): boolean {
  const reference = parseImageReference(image);
  if (typeof reference === 'string') return false;
  const { path, tag = '' } = reference;
  return (
    /nonroot|unprivileged|nanoserver/.test(`${path}:${tag}`) ||
    bases.some((each) => isWithin(repositoryOf(reference), each))
  );
}

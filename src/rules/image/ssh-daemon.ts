import { byLayer } from '../../evidence/image/by-layer.ts';
import type { StepView } from '../../evidence/image/image-view.ts';
import { packageCommandOf } from '../../evidence/image/package-command.ts';
import { isProgram } from '../../evidence/image/program-file.ts';
import { defineRule } from '../../evidence/rule.ts';

const PACKAGES = new Set(['openssh-server', 'openssh', 'dropbear', 'dropbear-bin', 'tinyssh']);
const PROGRAMS = new Set(['sshd', 'dropbear', 'dropbearmulti', 'tinysshd']);

/** In an image the program counts, however it came there; in a Dockerfile the package that a step installs. Source: NIST SP 800-190, 4.1.2: images should not run SSH. */
export const sshDaemon = defineRule({
  id: 'image/ssh-daemon',
  title: 'The image brings no SSH server',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1021' }],
  why: 'An SSH server is a second way in, with keys and accounts of its own that no audit log of the cluster sees.',
  remediation: 'Leave it out: `kubectl exec` and `kubectl debug` reach a container by the rights of the cluster.',
  messages: {
    port: () => 'EXPOSE 22 announces an SSH server.',
    installed: ({ name }: { name: string }) => `The SSH server ${name} is installed.`,
    files: ({ files }: { files: string }) => `The image brings an SSH server: ${files}.`,
    runs: ({ program }: { program: string }) => `The image runs the SSH server ${program}.`,
  },
  examples: () => import('./ssh-daemon.examples.ts'),
  check({ steps, files, known }, { report, undecided }) {
    for (const step of steps.filter(({ stage }) => stage === 'image')) {
      const port = step.keyword === 'EXPOSE' ? step.words.find(({ text }) => /^22(?:\/tcp)?$/i.test(text)) : undefined;
      if (port !== undefined) report('port', port.at);
      if (known.files === 'absent') for (const { name, at } of installedIn(step)) report('installed', at, { name });
      const started = startedBy(step);
      if (started !== undefined) report('runs', started.at, { program: started.program });
    }
    if (known.files === 'absent') return;
    if (known.files !== 'known') undecided(known.files.at, known.files.why, known.files.supply);
    for (const { layer, names, paths } of byLayer(files, (file) => isProgram(file, PROGRAMS)))
      report('files', files.at(layer, `ssh-daemon ${layer}`, paths), { files: names });
  },
});

function installedIn({ commands }: StepView) {
  return commands.flatMap((command) => {
    const { verb = '', packages = [] } = packageCommandOf(command) ?? {};
    return verb === 'install'
      ? packages.filter((name) => PACKAGES.has(name)).map((name) => ({ name, at: command.at }))
      : [];
  });
}

function startedBy({ keyword, commands }: StepView) {
  if (keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return undefined;
  return commands.find(({ program }) => PROGRAMS.has(program));
}

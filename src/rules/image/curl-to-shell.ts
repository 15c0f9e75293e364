import type { CommandView } from '../../evidence/image/image-view.ts';
import { defineRule } from '../../evidence/rule.ts';

const FETCHES = new Set(['curl', 'wget', 'fetch', 'http', 'aria2c']);

/** Programs that run what they read. */
const RUNS = /^(?:(?:ba|da|a|k|z)?sh|python[\d.]*|perl|ruby|node|php)$/;

/** A fetch within a substitution: `$(curl ...)`, `<(curl ...)`. */
const FETCH_WITHIN = /(?:[$<]\(|`)\s*(?:curl|wget)\b/;

const READS_SUBSTITUTION = /^(?:(?:ba|da|a|k|z)?sh|eval|source|\.|python[\d.]*|perl|ruby|node|php)$/;

/** In every stage: what a build runs writes what the image holds. */
export const curlToShell = defineRule({
  id: 'image/curl-to-shell',
  title: 'No step runs a script straight from the network',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.11' }, { id: 'nist-800-190/4.1.5' }],
  why: 'Whoever controls the server, or the way to it, runs any command in your build, and a transfer that breaks off runs half a script.',
  remediation:
    'Fetch a version by name, compare it with the checksum that you wrote down, then run it: `echo "<sha256>  install.sh" | sha256sum -c && sh install.sh`.',
  messages: {
    piped: ({ from, to }: { from: string; to: string }) => `What ${from} fetches is run by ${to} unseen.`,
  },
  examples: () => import('./curl-to-shell.examples.ts'),
  check({ steps }, { report }) {
    for (const { commands } of steps) {
      let fetching: string | undefined;
      for (const command of commands) {
        if (!command.isPiped) fetching = undefined;
        const piped = RUNS.test(command.program) && readsInput(command) ? fetching : undefined;
        const from = piped ?? fetchWithin(command);
        if (from !== undefined) report('piped', command.at, { from, to: command.program });
        if (FETCHES.has(command.program)) fetching = command.program;
      }
    }
  },
});

/** A script that is named is run instead of the input: `python3 -c ...`, `node tool.js`. */
function readsInput({ arguments: args }: CommandView): boolean {
  const first = args.find((each) => !/^-(?:[A-Zabd-z]*|-)$/.test(each));
  return (
    first === undefined || first === '/dev/stdin' || args.some((each) => each === '-s' || each === '-' || each === '--')
  );
}

function fetchWithin({ program, words }: CommandView): string | undefined {
  if (!READS_SUBSTITUTION.test(program)) return undefined;
  const found = words.find((word) => FETCH_WITHIN.test(word));
  return found === undefined ? undefined : found.includes('wget') ? 'wget' : 'curl';
}

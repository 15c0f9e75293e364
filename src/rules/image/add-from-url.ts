import { defineRule } from '../../evidence/rule.ts';

/** A commit of git by its full name, which is a digest. */
const COMMIT = /#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)/;

/** ADD with `--checksum` refuses what is not what was written. Source: https://docs.docker.com/reference/dockerfile/#add. */
export const addFromUrl = defineRule({
  id: 'image/add-from-url',
  title: 'ADD fetches nothing without a checksum',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.9' }, { id: 'nist-800-190/4.1.5' }],
  why: 'Whatever the server hands out on the day of the build goes into the image, and nobody notices when it is something else.',
  remediation: 'Write what it must be: `ADD --checksum=sha256:... https://...`, or copy a file that you keep yourself.',
  messages: {
    url: ({ url }: { url: string }) => `ADD fetches ${url} without a checksum.`,
  },
  examples: () => import('./add-from-url.examples.ts'),
  check({ steps }, { report }) {
    for (const { keyword, words, flags } of steps) {
      if (keyword !== 'ADD' || flags.some(({ name }) => name === 'checksum')) continue;
      for (const { text, at } of words.slice(0, -1)) {
        if (/^(?:https?|git|ssh):\/\/|^git@/i.test(text) && !COMMIT.test(text)) report('url', at, { url: text });
      }
    }
  },
});

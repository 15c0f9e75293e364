import type { Credential } from './credential.ts';

/** What credentials are, each once, without a word of what they say: `GitHub token, Password`. */
export function formatCredentials(credentials: readonly Credential[]): string {
  return [...new Set(credentials.map(({ title }) => title))].join(', ');
}

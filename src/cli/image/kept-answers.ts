import { KeptAnswers } from '../../gate/vulnerabilities/kept-answers.ts';
import type { ImageCall } from './image-call.ts';
import { keptResults } from './kept-results.ts';

/** What is known of the answers of databases; undefined where a call keeps nothing, or believes nothing that files tell by their times. */
export function keptAnswers({ verb, input, context }: ImageCall): KeptAnswers | undefined {
  const results = keptResults(verb, input, context);
  return results === undefined || input.flag('verify') ? undefined : new KeptAnswers(results);
}

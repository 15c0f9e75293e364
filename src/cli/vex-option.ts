import { resolve } from 'node:path';
import type { VexRun } from '../gate/vulnerabilities/vex-run.ts';
import { nodeFiles } from '../host/node-files.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommandContext, CommandInput, OptionDeclaration } from './command.ts';

/** The option that names VEX documents. */
export const vexOption: OptionDeclaration = {
  flags: '--vex <file>',
  description:
    'a VEX document (OpenVEX, CycloneDX or CSAF in JSON) that counts besides those that the policy names; none is looked for',
  repeatable: true,
};

/** What the documents say that the policy and the call name; undefined where they name none. What reads them is loaded with the first. */
export async function vexOfCall(
  policy: Policy,
  input: CommandInput,
  context: CommandContext,
): Promise<VexRun | undefined> {
  const named = policy.vex?.files ?? [];
  const given = input.values('vex').filter((path) => !named.includes(path));
  if (named.length + given.length === 0) return undefined;
  const { readVex, MAX_VEX_BYTES } = await import('../vex/read-vex.ts');
  const { vexRun } = await import('../gate/vulnerabilities/vex-run.ts');
  const { directory } = context;
  const files = nodeFiles(() => context.in);
  const documents = [];
  for (const path of named) documents.push(readVex(await files.read(resolve(directory, path), MAX_VEX_BYTES), path));
  for (const path of given) documents.push(readVex(await files.read(path, MAX_VEX_BYTES), path));
  return vexRun(documents, policy);
}

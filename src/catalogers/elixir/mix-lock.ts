import { textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** `"plug": {:hex, :plug, "1.15.0", "<sha256>", ...`: the name of the entry may be another than that of the package. */
const ENTRY = /^\s*"[^"]+":\s*\{:hex,\s*:"?(?<name>[a-z0-9_]+)"?,\s*"(?<version>[^"]+)",\s*"(?<digest>[0-9a-f]{64})"/;

/** What Elixir's mix would fetch from Hex, each on a line. Source: https://hexdocs.pm/mix/Mix.Tasks.Deps.html. */
export const elixirMixLock = defineLockCataloger({
  id: 'elixir/mix-lock',
  summary: "the lock file of Elixir's mix",
  version: 1,
  claims: ['**/mix.lock'],
  async *catalog(file) {
    for (const [index, line] of linesIn(await textOf(file))) {
      const { name, version, digest } = ENTRY.exec(line)?.groups ?? {};
      if (name === undefined || version === undefined || digest === undefined) continue;
      yield lockedItem({ type: 'hex', name, version, hashes: [{ algorithm: 'sha256', value: digest }] }, index + 1);
    }
  },
});

import type { OwnFiles } from '../../core/ports.ts';
import { inspectImage } from '../../gate/image/inspect-image.ts';
import type { NewBase } from '../../gate/mending/rebuild.ts';
import { adviceFor } from '../../gate/vulnerabilities/advice-for.ts';
import type { AskedAdvisories } from '../../gate/vulnerabilities/asked-advisories.ts';
import { doubtsOfInventory, listOfInventory } from '../../gate/vulnerabilities/listed-inventory.ts';
import { openImage } from '../../image/open-image.ts';
import type { ImageCall } from '../image/image-call.ts';
import { withReading } from '../image/image-options.ts';

/** What bases are read with. */
export interface BasesReading {
  readonly call: ImageCall;
  readonly database: OwnFiles;
  /** That of the image that is to stand on them; undefined where it tells none. */
  readonly platform: string | undefined;
}

/** Reads bases, and asks the advisories of them. */
export async function readNewBases(
  names: readonly string[],
  { call, database, platform }: BasesReading,
): Promise<readonly NewBase[]> {
  return withReading(call, async ({ places, options, readingOf }) => {
    const bases: NewBase[] = [];
    for (const name of names) {
      const base = await openImage(name, places, { platform });
      try {
        const { inventory } = await inspectImage(base, options, readingOf('flaws'));
        const asked = await adviceFor({ list: listOfInventory(inventory) }, { database });
        bases.push({ name, asked: withDoubts(asked, doubtsOfInventory(inventory)) });
      } finally {
        await base.close();
      }
    }
    return bases;
  });
}

function withDoubts(asked: AskedAdvisories, doubts: AskedAdvisories['problems']): AskedAdvisories {
  return { ...asked, problems: [...asked.problems, ...doubts] };
}

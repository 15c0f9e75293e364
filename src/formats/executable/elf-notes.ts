import type { ByteView, Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import type { Executable } from './executable.ts';

/** A note in an ELF file. */
export interface ElfNote {
  /** Whose it is: `GNU`, `FDO`, `Go`. */
  readonly owner: string;
  readonly type: number;
  readonly value: ByteView;
}

const MAX_NOTES = 1024 * 1024;

/** Reads the notes of an ELF file. Source: https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html#note_section. */
export async function readElfNotes(executable: Executable): Promise<readonly ElfNote[] | Damage> {
  return attemptLater(async () => {
    const notes: ElfNote[] = [];
    for (const segment of executable.segments.filter(({ role }) => role === 'notes'))
      notes.push(...notesOf(await executable.read(segment, MAX_NOTES)));
    return notes;
  });
}

function* notesOf(view: ByteView): Generator<ElfNote> {
  for (let at = 0; at + 12 <= view.length; ) {
    const [nameSize, size, type] = [view.uint32(at), view.uint32(at + 4), view.uint32(at + 8)];
    const valueAt = at + 12 + aligned(nameSize);
    yield { owner: view.part(at + 12, nameSize).text(0), type, value: view.part(valueAt, size) };
    at = valueAt + aligned(size);
  }
}

/** Names and values stand at multiples of four bytes. */
function aligned(size: number): number {
  return Math.ceil(size / 4) * 4;
}

/** What may stand before the name of a program in a line that a shell reads. */
const BEFORE = new Set([' ', '\t', '\n', ';', '&', '|', '(', '`', '{', '!', '/']);
/** What may stand behind it. */
const BEHIND = new Set([' ', '\t', '\n', ';', '&', '|', ')', '`', '}', '<', '>']);

/**
 * Whether a command runs a program: as its first word, or in a line that a shell reads. Judged by where the name stands, not by
 * parsing the shell's grammar: `echo sudo` counts, `sudoku`, `/etc/sudo.conf` and `--user=sudo` do not.
 */
export function runsProgram(command: readonly string[], program: string): boolean {
  return command.some((word) => word.includes(program) && namesProgram(word, program));
}

function namesProgram(word: string, program: string): boolean {
  for (let at = word.indexOf(program); at >= 0; at = word.indexOf(program, at + 1)) {
    const before = word[at - 1];
    const behind = word[at + program.length];
    if ((before === undefined || BEFORE.has(before)) && (behind === undefined || BEHIND.has(behind))) return true;
  }
  return false;
}

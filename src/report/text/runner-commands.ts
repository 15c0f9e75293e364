/** `::name::` at the beginning of a line, which GitHub's runner obeys. */
const AT_THE_BEGINNING = /^([^\S\n]*):(?=:)/gm;

/** `##[name]` (GitHub), `##vso[name]` (Azure) and `##teamcity[name]`, which runners obey wherever in a line they stand. */
const ANYWHERE = /##(?=\w*\[)/g;

/** Takes from a text that goes to a log what a CI system's runner would take for a command: a manifest may hold anything. */
export function withoutRunnerCommands(text: string): string {
  return text.replace(AT_THE_BEGINNING, '$1\\u{3a}').replace(ANYWHERE, '#\\u{23}');
}

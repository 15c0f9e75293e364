import { textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

const LOCKED = /^(?<namespace>[^#:=]+):(?<name>[^:=]+):(?<version>[^:=]+)=/;

/** What Gradle would resolve. Source: https://docs.gradle.org/current/userguide/dependency_locking.html. */
export const javaGradleLock = defineLockCataloger({
  id: 'java/gradle-lock',
  summary: "Gradle's lock file",
  version: 1,
  claims: ['**/gradle.lockfile', '**/buildscript-gradle.lockfile'],
  async *catalog(file) {
    for (const [index, line] of linesIn(await textOf(file))) {
      const { namespace, name, version } = LOCKED.exec(line)?.groups ?? {};
      if (name === undefined || version === undefined) continue;
      yield lockedItem({ type: 'maven', namespace, name, version }, index + 1);
    }
  },
});

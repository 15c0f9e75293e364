import { readDockerfile } from '../../src/dockerfile/read-dockerfile.ts';
import { rules } from '../../src/rules/all.ts';
import { runDockerfileText } from '../rules/run-rule.ts';
import type { FuzzTarget } from './target.ts';

const SEEDS = [
  '# syntax=docker/dockerfile:1\n# escape=`\nARG V=1\nFROM a:$V AS b\nRUN --mount=type=cache,target=/x apt-get update `\n  && make\n',
  'FROM a\nRUN <<EOF\ncurl -k x | sh\nEOF\nCOPY --from=b:latest <<"E" /c\npassword = x\nE\nUSER ${U:-0}:1\n',
  'FROM a AS b\nENV A=1 B="two words" C=\'d\'\nENV OLD value\nLABEL "x.y"=z\nONBUILD RUN ["sh", "-c", "a && b"]\nFROM b\n',
  'FROM scratch\nHEALTHCHECK --interval=5s CMD a $(b `c`) "d $(e)" > f 2>&1\nEXPOSE 22/tcp\n# plimsoll-ignore image/sudo: x\nCMD sudo ls\n',
];

/** The reader of Dockerfiles and the rules that judge them: coded problems, and places that lie in the text. */
export const dockerfile: FuzzTarget = {
  seeds: SEEDS,
  async check(text) {
    const { problems } = readDockerfile({ path: 'Dockerfile', text });
    for (const { code } of problems) if (!code.startsWith('PL_E_')) throw new Error(`a bad problem: ${code}`);
    for (const { place, message } of runDockerfileText(rules, text)) {
      const { start, end } = place.span;
      if (start > end || start < 0 || end > text.length) throw new Error(`"${message}" stands outside of the text`);
    }
  },
};

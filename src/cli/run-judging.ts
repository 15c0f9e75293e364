import { exitCodeOf } from './command.ts';
import { type JudgingCall, judgeOnce } from './judging.ts';

/** Judges, writes the report and gives the exit code; where it was asked for, again at every save. */
export async function runJudging(call: JudgingCall): Promise<number> {
  if (call.input.flag('watch')) return (await import('./watch/watch.ts')).watch(call);
  return exitCodeOf((await judgeOnce(call)).report);
}

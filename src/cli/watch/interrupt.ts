const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** What ends a program that would otherwise go on. */
export interface Interrupt {
  /** The exit code of the signal. A second one ends the process at once. */
  readonly exitCode: Promise<number>;
  /** Leaves signals to whoever else there is. */
  release(): void;
}

/** Waits for the user to end the program. */
export function awaitInterrupt(): Interrupt {
  const { promise, resolve } = Promise.withResolvers<number>();
  const onSignal = (signal: NodeJS.Signals): void => {
    resolve(signal === 'SIGINT' ? CODES.SIGINT : CODES.SIGTERM);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return {
    exitCode: promise,
    release: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}

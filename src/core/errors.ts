/** What a coded error says of itself: the message names the thing, the remedy says what to do. */
export interface ErrorDeclaration<Data> {
  readonly message: (data: Data) => string;
  readonly remedy: (data: Data) => string;
  /** 2 when the command itself is wrong, 3 when something asked for could not be read. */
  readonly exit: 2 | 3;
  readonly http: number;
}

/** The errors of one folder, by code. */
export type ErrorTable = Readonly<Record<`PL_E_${string}`, ErrorDeclaration<never>>>;

type DataOf<Declaration> = Declaration extends ErrorDeclaration<infer Data> ? Data : never;

/** A coded error as a value: what a reader returns where it goes on reading. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly exit: 2 | 3;
}

/** An error of the user's input or surroundings. It is shown without a stack; every other error is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, cause === undefined ? undefined : { cause });
    this.problem = problem;
  }
}

/** Declares the errors of one folder. `cli/error-tables.ts` joins all tables; a test proves every code unique and documented. */
export function defineErrors<const Table extends ErrorTable>(table: Table): Table {
  return table;
}

/** Makes the problem `code` of a table, with the data its declaration asks for. */
export function problemOf<const Table extends ErrorTable, Code extends keyof Table & string>(
  table: Table,
  code: Code,
  data: DataOf<Table[Code]>,
): Problem {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- DataOf reads the parameter from the same entry
  const declaration = table[code] as unknown as ErrorDeclaration<DataOf<Table[Code]>>;
  return { code, message: declaration.message(data), remedy: declaration.remedy(data), exit: declaration.exit };
}

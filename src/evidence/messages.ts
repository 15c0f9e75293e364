/** The messages of a rule: each makes its sentence from typed data. */
export type Messages = Readonly<Record<string, (data: never) => string>>;

/** The arguments that follow a message id: its data, or nothing where the message takes none. */
export type DataOf<Message> = Message extends () => string
  ? []
  : Message extends (data: infer Data) => string
    ? [data: Data]
    : never;

/** A file that was found, before it is read. */
export interface FoundFile {
  /** The name that users know it by: as they wrote it, or below the directory that they wrote. */
  readonly path: string;
  /** Its size in bytes, where it is known beforehand. */
  readonly size?: number;
}

/** What a path holds. */
export interface Listing {
  /** The directory that was walked, which no link is followed out of; that of the file, where it was one. */
  readonly root: string;
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  /** Links to files and directories that lie elsewhere, which nobody follows. */
  readonly outside: readonly string[];
  /** How many files `.gitignore` hid, which are not among `files`. */
  readonly hidden: number;
}

/** What stands at a path. */
export type PathKind = 'file' | 'directory' | 'absent';

/** The file system, as far as manifests need it. */
export interface Files {
  /** The files at a path: the file itself, those below a directory that can hold manifests, or those that match a pattern. */
  list(path: string): Promise<Listing>;
  /** The bytes of a file; at most `limit` of them are read, and more is an error. `-` is standard input. */
  read(path: string, limit: number): Promise<Uint8Array>;
  /** What stands at a path, links followed. */
  kindOf(path: string): Promise<PathKind>;
}

/** Bytes that can be read from any place. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** Set where it can only be read from its first byte to its last. */
  readonly isStream?: true;
  /** What no other bytes have, told without reading these; left out where nothing is certain enough. */
  readonly identity?: string;
  /** The bytes from an offset; fewer than asked for at the end, and none beyond it. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Reads as much as fits into memory that is lent to it: it comes back as that of the bytes, and can be lent again. Left out where bytes are at
   * hand in memory of their own.
   */
  readInto?(memory: ArrayBuffer, offset: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Files that are opened, and read where they are wanted. */
export interface ByteSources {
  /** A file; undefined where there is none. */
  open(path: string): Promise<ByteSource | undefined>;
}

/** What files are, without reading them. */
export interface FileIdentities {
  /** What no other bytes have at this path: the `identity` of the source that is opened there, `absent` where there is no file; undefined where nothing is certain enough. */
  identityOf(path: string): string | undefined;
}

/** A file below a directory, as it was found: no link is followed. */
export interface TreeFile {
  /** Its name from the directory, with slashes. One that is no UTF-8 has a character for each of its bytes. */
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symbolic-link' | 'character-device' | 'block-device' | 'fifo' | 'other';
  /** Where a link leads, as names are told; empty for what is none. */
  readonly target: string;
  /** The permissions, with those that setuid, setgid and sticky are. */
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  /** In bytes; 0 for what is no file. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** What is in a file. It is a `UserError` where that cannot be read, or where something else stands there by now. */
  open(): Promise<ByteSource>;
}

/** A path below a directory that could not be looked at, and why. */
export interface UnseenPath {
  /** As that of a file. */
  readonly name: string;
  readonly why: string;
}

/** Files below a directory, some at a time as they are found. */
export type FoundFiles = AsyncIterable<readonly (TreeFile | UnseenPath)[]>;

/** Directories with all that lies below them. */
export interface FileTrees {
  /** Whether there is a directory at a path. */
  has(directory: string): Promise<boolean>;
  /** What lies below a directory, some files at a time, each directory before what is in it. */
  walk(directory: string): FoundFiles;
}

/** Files of the program's own, by their names. */
export interface OwnFiles {
  /** Where they lie, for people. */
  readonly place: string;
  /** How the call named the place; left out where that is the usual one. */
  readonly named?: string;
  /** The names of those that are there. */
  list(): Promise<readonly string[]>;
  open(name: string): Promise<ByteSource | undefined>;
  /** As `FileIdentities` tell it, by the name of a file. */
  identityOf(name: string): string | undefined;
  /** Writes a file whole: who reads it meanwhile sees the old one or the new one. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Runs alone: other processes that want the same wait until it has ended. */
  alone<Result>(use: () => Promise<Result>): Promise<Result>;
}

/** Results that are kept between runs, by a key. Any of them may be gone, and what goes wrong with them is no error: there is none then. */
export interface KeptResults {
  /** Whether there seems to be one, which is cheaper than reading it. */
  has(key: string): Promise<boolean>;
  /** The bytes that were kept, unharmed. */
  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  keep(key: string, bytes: Uint8Array): Promise<void>;
}

/** What rendering needs of the file system beside `Files`. */
export interface Workspace {
  /** The absolute path of one that users know. */
  absolute(path: string): string;
  /** The relative path from a directory to a path, links resolved; undefined where there is none, as between two drives. */
  relative(directory: string, path: string): string | undefined;
  /** The first link below a directory that leads out of a tree. */
  linkOutOf(directory: string, tree: string): string | undefined;
  /** The files below a directory, as sorted paths relative to it with slashes; links are left out. At most `limit` of them. */
  filesBelow(directory: string, limit: number): readonly string[];
  /** Lends an empty directory that nobody else can read, and removes it afterwards. */
  withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result>;
  write(path: string, text: string): void;
  /** Copies a directory with what its links lead to; false where that is more than so many files and directories. */
  copy(from: string, to: string, most: number): boolean;
}

/** The time of day. */
export interface Clock {
  now(): Date;
}

/** A program to run: never through a shell. */
export interface ProcessCall {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Where it runs; the working directory where it is left out. */
  readonly directory?: string;
  /** Its whole environment; that of this process where it is left out. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads on its standard input; nothing where it is left out. */
  readonly input?: string;
  /** Largest standard output, in bytes. */
  readonly maxOutputBytes: number;
  /** Longest run, in seconds. */
  readonly maxSeconds: number;
}

/** What became of a program. */
export type ProcessResult =
  | {
      readonly state: 'ended';
      readonly exitCode: number;
      readonly output: Uint8Array;
      /** The beginning of its standard error. */
      readonly errors: string;
    }
  /** It is not installed. */
  | { readonly state: 'absent' }
  | { readonly state: 'too-large' }
  | { readonly state: 'too-long' };

/** Programs that others wrote, such as git. */
export interface Processes {
  run(call: ProcessCall): Promise<ProcessResult>;
}

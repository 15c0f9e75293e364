import type { Source, Span } from '../core/source.ts';

/** A Dockerfile: the steps that make an image, in the stages in which they are taken. */
export interface Dockerfile {
  readonly source: Source;
  /** What stands before the first stage: build arguments for the names of base images. */
  readonly head: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** Lines that are comments, in their order. */
  readonly comments: readonly Span[];
}

/** A stage of a build: what it begins with, and its instructions behind that. */
export interface Stage {
  /** From 0. */
  readonly index: number;
  /** The name that `AS` gives it, in lower case. */
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: Base;
  readonly instructions: readonly Instruction[];
}

/** What a stage begins with: an image, an earlier stage by its index, or nothing. */
export type Base = {
  /** As it is written. */
  readonly text: string;
  readonly span: Span;
} & (
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'scratch' }
  /** It is made of build arguments that have no value here. */
  | { readonly kind: 'unknown' }
);

/** A part of an instruction that stands alone, without its quotes. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** `--name=value` before the arguments of an instruction. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** A variable, build argument or label that an instruction sets. */
export interface Setting {
  readonly name: string;
  /** Without quotes; undefined where a build argument has no default. */
  readonly value: string | undefined;
  readonly span: Span;
}

/** A text that stands below an instruction: `<<EOF`. */
export interface Heredoc {
  readonly name: string;
  readonly content: string;
  /** The span of the content. */
  readonly span: Span;
}

/** One instruction. Source: https://docs.docker.com/reference/dockerfile/. */
export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  /** With its heredocs. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** The arguments without flags and heredocs; those of the exec form without brackets and quotes. */
  readonly words: readonly Word[];
  /** Whether the arguments are a JSON list. */
  readonly isExec: boolean;
  /** What `ENV`, `ARG` and `LABEL` set. */
  readonly settings: readonly Setting[];
  readonly heredocs: readonly Heredoc[];
  /** What `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD` run. */
  readonly commands: readonly Command[];
  /** The instruction that `ONBUILD` leaves to images that are made from this one. */
  readonly trigger: Instruction | undefined;
}

/** A simple command of a line that a shell reads. */
export interface Command {
  /** Program and arguments, without quotes and redirections. */
  readonly words: readonly Word[];
  readonly span: Span;
  /** Whether it reads what the command before it writes. */
  readonly isPiped: boolean;
}

import type { FieldPath } from '../../core/field-path.ts';
import type { Span } from '../../core/source.ts';
import type { Command, Dockerfile, Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { argumentsOf, programOf } from '../../dockerfile/shell.ts';
import { replaceVariables } from '../../dockerfile/variables.ts';
import type {
  BaseView,
  CommandView,
  FilesView,
  HealthCheckView,
  ImagePlace,
  ImageView,
  StepView,
  UserView,
} from './image-view.ts';
import { NO_EVIDENCE } from './layers-evidence.ts';

/** The image that a build makes of the last stage of a Dockerfile. `name` is what findings call the Dockerfile. */
export function imageOfDockerfile(dockerfile: Dockerfile, name: string): ImageView {
  return new DockerfileReading(dockerfile, name).view();
}

/** An instruction and where it stands. */
interface Placed {
  readonly instruction: Instruction;
  readonly at: ImagePlace;
}

/** Instructions of which at most one in a stage counts: nothing else tells them apart. */
const NAMED_BY_TEXT = new Set(['ADD', 'COPY', 'EXPOSE', 'SHELL', 'VOLUME', 'WORKDIR']);

/** A Dockerfile has no files: rules that need them do not judge it. */
const NO_FILES: FilesView = {
  ...NO_EVIDENCE,
  at: (_, key) => ({ path: [], key, span: { start: 0, end: 0 } }),
};

class DockerfileReading {
  readonly #dockerfile: Dockerfile;
  readonly #name: string;
  /** The stages that the image is made of, the lowest first. */
  readonly #own: ReadonlySet<Stage>;
  readonly #stageNames: ReadonlySet<string>;

  constructor(dockerfile: Dockerfile, name: string) {
    this.#dockerfile = dockerfile;
    this.#name = name;
    this.#own = new Set(ownStages(dockerfile.stages));
    const names = dockerfile.stages.flatMap((stage) => [String(stage.index), stage.name ?? []].flat());
    this.#stageNames = new Set(names);
  }

  view(): ImageView {
    const { head, source, stages } = this.#dockerfile;
    const steps = [
      ...this.#placed(head, [], 'head').map((each) => this.#step(each, 'build')),
      ...stages.flatMap((stage) => this.#stepsOf(stage)),
    ];
    return {
      subject: { kind: 'Dockerfile', name: this.#name },
      source,
      bases: stages.flatMap((stage) => [...this.#baseOf(stage), ...this.#copiedFrom(stage)]),
      base: this.#base(),
      steps,
      user: this.#user(),
      healthCheck: this.#healthCheck(),
      files: NO_FILES,
      age: undefined,
      vulnerabilities: [],
      supports: [],
      known: {
        configuration: 'known',
        files: 'absent',
        content: 'absent',
        bill: 'absent',
        support: 'absent',
        vulnerabilities: 'absent',
        exploitation: 'absent',
        likelihood: 'absent',
      },
    };
  }

  #stepsOf(stage: Stage): readonly StepView[] {
    const part = this.#own.has(stage) ? 'image' : 'build';
    return this.#instructionsOf(stage).map((each) => this.#step(each, part));
  }

  #step({ instruction, at }: Placed, stage: StepView['stage']): StepView {
    const { keyword, flags, words, settings, commands, trigger } = instruction;
    const of = trigger ?? instruction;
    return {
      keyword,
      stage,
      text: this.#dockerfile.source.text.slice(at.span.start, at.span.end),
      flags,
      words: words.map(({ text, span }) => ({ text, at: { ...at, span } })),
      settings: (trigger === undefined ? settings : of.settings).map(({ name, value, span }) => {
        return { name, value, at: within(at, name, span) };
      }),
      commands: (trigger === undefined ? commands : of.commands).map((command) => commandView(command, at)),
      at,
    };
  }

  #instructionsOf(stage: Stage): readonly Placed[] {
    return this.#placed(stage.instructions, ['FROM', stage.index], this.#label(stage));
  }

  #placed(instructions: readonly Instruction[], path: FieldPath, label: string): readonly Placed[] {
    const counts = new Map<string, number>();
    return instructions.map((instruction) => {
      const { keyword, span, words } = instruction;
      const count = counts.get(keyword) ?? 0;
      counts.set(keyword, count + 1);
      const name = NAMED_BY_TEXT.has(keyword) ? ` ${words.map(({ text }) => text).join(' ')}` : '';
      return { instruction, at: { path: [...path, keyword, count], key: `${label}/${keyword}${name}`, span } };
    });
  }

  /** The last stage has a name of its own, so that stages may come before it. */
  #label({ name, index }: Stage): string {
    return name ?? (index === this.#dockerfile.stages.length - 1 ? 'last' : String(index));
  }

  #fromOf(stage: Stage): ImagePlace {
    return { path: ['FROM', stage.index], key: `${this.#label(stage)}/FROM`, span: stage.from.span };
  }

  #baseOf(stage: Stage): readonly BaseView[] {
    const { base } = stage;
    if (base.kind !== 'image' && base.kind !== 'unknown') return [];
    const at = { ...this.#fromOf(stage), span: base.span };
    return [{ text: base.text, image: base.kind === 'image' ? base.image : undefined, at }];
  }

  /** The image from elsewhere that the image is made from. */
  #base(): BaseView | undefined {
    const [lowest] = this.#own;
    return lowest === undefined ? undefined : this.#baseOf(lowest)[0];
  }

  /** Images that files are copied from, which are no stages. Source: https://docs.docker.com/reference/dockerfile/#copy---from. */
  #copiedFrom(stage: Stage): readonly BaseView[] {
    return this.#instructionsOf(stage).flatMap(({ instruction, at }) => {
      if (instruction.keyword !== 'COPY') return [];
      return instruction.flags.flatMap(({ name, value, span }): BaseView[] => {
        if (name !== 'from' || value === '' || value.includes('$') || this.#stageNames.has(value.toLowerCase()))
          return [];
        return [{ text: value, image: value, at: { ...at, key: `${at.key} from`, span } }];
      });
    });
  }

  #lastOf(keyword: string): Placed | undefined {
    return [...this.#own]
      .flatMap((stage) => this.#instructionsOf(stage))
      .findLast((each) => each.instruction.keyword === keyword);
  }

  #last(): Stage {
    const stage = this.#dockerfile.stages.at(-1);
    if (stage === undefined) throw new Error('A Dockerfile without a stage has no image.');
    return stage;
  }

  #user(): UserView {
    const set = this.#lastOf('USER');
    if (set === undefined) {
      return { state: 'unset', base: this.#base(), at: this.#fromOf(this.#last()) };
    }
    const { instruction, at } = set;
    const text = instruction.words.map((word) => word.text).join(' ');
    const name = replaceVariables(text, this.#values());
    return name === undefined ? { state: 'unknown', text, at } : { state: 'set', name, at };
  }

  /** The values of the variables at the end of the last stage. A build argument without a default has none. */
  #values(): ReadonlyMap<string, string | undefined> {
    const ofHead = new Map(
      this.#dockerfile.head.flatMap(({ settings }) => settings).map(({ name, value }) => [name, value]),
    );
    const values = new Map<string, string | undefined>();
    for (const { keyword, settings } of [...this.#own].flatMap(({ instructions }) => instructions)) {
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { name, value = ofHead.get(name) } of settings) {
        values.set(name, value === undefined ? undefined : replaceVariables(value, values));
      }
    }
    return values;
  }

  #healthCheck(): HealthCheckView {
    const set = this.#lastOf('HEALTHCHECK');
    if (set === undefined) return { state: 'unset', at: this.#fromOf(this.#last()) };
    return { state: set.instruction.words[0]?.text.toUpperCase() === 'NONE' ? 'none' : 'set', at: set.at };
  }
}

/** The last stage, and those that it is made from. */
function ownStages(stages: readonly Stage[]): readonly Stage[] {
  const own: Stage[] = [];
  for (let stage = stages.at(-1); stage !== undefined; ) {
    own.push(stage);
    stage = stage.base.kind === 'stage' ? stages[stage.base.stage] : undefined;
  }
  return own.toReversed();
}

function commandView(command: Command, step: ImagePlace): CommandView {
  const words = argumentsOf(command).map(({ text }) => text);
  const program = programOf(command);
  return {
    program,
    arguments: words.slice(1),
    words: command.words.map(({ text }) => text),
    isPiped: command.isPiped,
    at: { path: step.path, key: `${step.key} ${program} ${firstOperand(words)}`.trimEnd(), span: command.span },
  };
}

/** The subcommand of a program, as `install` of apt-get: the first argument that is no option. */
function firstOperand([, ...args]: readonly string[]): string {
  return args.find((each) => /^[a-z]/i.test(each)) ?? '';
}

function within(at: ImagePlace, name: string, span: Span): ImagePlace {
  return { path: [...at.path, name], key: `${at.key} ${name}`, span };
}

import { problemOf, UserError } from '../../core/errors.ts';
import { ConnectionFault, type Http, type HttpAnswer, type HttpRequest, type Pauses } from '../../core/http.ts';
import { type Access, type Asking, authorize, deniedTo } from './authorization.ts';
import type { Credential, Credentials } from './credential.ts';
import { registryErrors } from './errors.ts';
import { type Followed, follow } from './follow.ts';
import { type GivenUp, pauseAfter, type Retrying, refuseBusy, retrying } from './retrying.ts';

/** What registries are spoken to with. */
export interface RegistrySettings {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly pauses: Pauses;
  /** Registries, as `host[:port]` in lower case, that may be spoken to without a certificate that anybody vouches for, or in the clear. */
  readonly insecure: readonly string[];
  /** For a registry those that are asked before it, as `HOST[:PORT][/PATH]`. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  /** Tells the user what happens meanwhile, such as a wait. */
  readonly tell: (notice: string) => void;
}

/** A request to a registry, of a repository in it. */
export interface RegistryRequest {
  readonly method: HttpRequest['method'];
  /** From `/v2/` on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

const DOCKER_HUB = 'docker.io';
/** Where the images of Docker Hub are served. */
const DOCKER_HUB_SERVER = 'registry-1.docker.io';

/** A repository of a registry, spoken to by one who is signed in or not. It knows no more than that of what it asks for. */
export class Session {
  readonly registry: string;
  readonly repository: string;
  readonly #access: Access;
  readonly #settings: RegistrySettings;
  readonly #host: string;
  readonly #isInsecure: boolean;
  #isPlain = false;
  #authorization: string | undefined;
  #credential: Promise<Credential | undefined> | undefined;

  constructor(
    settings: RegistrySettings,
    { registry, repository, access }: Pick<Asking, 'registry' | 'repository' | 'access'>,
  ) {
    this.#access = access;
    this.#settings = settings;
    this.registry = registry;
    this.repository = repository;
    this.#host = registry === DOCKER_HUB ? DOCKER_HUB_SERVER : registry;
    this.#isInsecure = settings.insecure.includes(registry.toLowerCase());
  }

  /** What `use` makes of the answer. Both are done again where the connection breaks or the registry is busy. */
  async send<Result>(request: RegistryRequest, use: (answer: HttpAnswer) => Promise<Result>): Promise<Result> {
    const attempt = async (): Promise<Result> => use(refuseBusy(await this.#attempt(request)));
    return retrying(attempt, this.#retrying);
  }

  /** Waits before what broke in the middle is taken up again for the `count`th time; throws where that would be of no use. */
  async pauseAfter(fault: unknown, count: number): Promise<void> {
    await pauseAfter(fault, count, this.#retrying);
  }

  /** Where a page leads; undefined where that is another server. */
  pathOf(link: string): string | undefined {
    const url = URL.parse(link, this.#origin);
    return url?.origin === new URL(this.#origin).origin ? `${url.pathname}${url.search}` : undefined;
  }

  get #retrying(): Retrying {
    const { pauses, tell } = this.#settings;
    return { server: this.registry, pauses, tell, errorOf: (givenUp) => failureOf(this.registry, givenUp) };
  }

  get #origin(): string {
    return `${this.#isPlain ? 'http' : 'https'}://${this.#host}`;
  }

  async #attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const first = await this.#follow(request);
    // Whoever a redirect leads to is shown nothing, whatever it asks for.
    if (first.answer.status !== 401 || !first.isOwn) return this.#allowed(first.answer);
    // Before anything else can fail: an answer that nobody takes holds its connection open, and with it the program.
    first.answer.discard();
    const asking = await this.#asking();
    this.#authorization = await authorize(first.answer.headers, asking);
    if (this.#authorization === undefined) throw deniedTo(asking);
    const { answer } = await this.#follow(request);
    return this.#allowed(answer);
  }

  async #allowed(answer: HttpAnswer): Promise<HttpAnswer> {
    if (answer.status !== 401 && answer.status !== 403) return answer;
    answer.discard();
    throw deniedTo(await this.#asking());
  }

  async #asking(): Promise<Asking> {
    const { http, credentials } = this.#settings;
    this.#credential ??= credentials.find(this.registry, this.repository);
    const { registry, repository } = this;
    return {
      http,
      registry,
      repository,
      credential: await this.#credential,
      isPlain: this.#isPlain,
      access: this.#access,
    };
  }

  async #follow(request: RegistryRequest): Promise<Followed> {
    try {
      return await follow(this.#settings.http, this.#requestOf(request));
    } catch (error) {
      const speaksNoTls = error instanceof ConnectionFault && error.kind === 'lasting' && !this.#isPlain;
      if (!speaksNoTls || !this.#isInsecure) throw error;
      this.#isPlain = true;
      return this.#followPlain(request);
    }
  }

  /** What does not speak TLS may speak in the clear, where that was allowed. */
  async #followPlain(request: RegistryRequest): Promise<Followed> {
    try {
      return await follow(this.#settings.http, this.#requestOf(request));
    } catch (error) {
      this.#isPlain = false;
      throw error;
    }
  }

  #requestOf({ path, headers, ...request }: RegistryRequest): HttpRequest {
    const authorization = this.#authorization === undefined ? {} : { authorization: this.#authorization };
    return { ...request, url: `${this.#origin}${path}`, headers: { ...headers, ...authorization } };
  }
}

function failureOf(registry: string, givenUp: GivenUp): UserError {
  if (givenUp.state === 'busy')
    return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_BUSY', { registry, seconds: givenUp.seconds }));
  const { state, why, cause } = givenUp;
  const code = state === 'untrusted' ? 'PL_E_REGISTRY_CERTIFICATE' : 'PL_E_REGISTRY_UNREACHABLE';
  return new UserError(problemOf(registryErrors, code, { registry, why }), cause);
}

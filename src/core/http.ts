/** A request to a server. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The path of the socket on this machine where the server listens, instead of the host that the URL names. */
  readonly socket?: string;
}

/** What a server answers: a redirect is an answer like any other, and nobody follows it here. */
export interface HttpAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Comes as fast as it is taken, once. A connection that breaks or stands still is a `ConnectionFault`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of what was not read of the body. */
  discard(): void;
}

/** Servers that speak HTTP. What keeps an answer from coming is a `ConnectionFault`. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** What is wrong with a connection. `untrusted`: nobody vouches for the certificate. `lasting`: trying again changes nothing. */
export type ConnectionFaultKind = 'untrusted' | 'lasting' | 'passing';

/** Why a server could not be spoken to. The message is a part of a sentence, and holds no credentials and no address but that of a proxy. */
export class ConnectionFault extends Error {
  override readonly name = 'ConnectionFault';
  readonly kind: ConnectionFaultKind;

  constructor(kind: ConnectionFaultKind, why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

/** Time that passes between two tries. */
export interface Pauses {
  wait(seconds: number): Promise<void>;
  /** A number from 0 to below 1 that differs each time, so that many who were refused together do not come back together. */
  chance(): number;
}

/** What shows a registry who asks. It stands in no message. */
export type Credential =
  | { readonly type: 'password'; readonly user: string; readonly password: string }
  /** A refresh token, which is exchanged for others. */
  | { readonly type: 'identity-token'; readonly token: string }
  /** A token that is shown as it is. */
  | { readonly type: 'registry-token'; readonly token: string };

/** The credentials of whoever runs the program. */
export interface Credentials {
  /** Those for a path in a registry; undefined where there are none. */
  find(registry: string, path: string): Promise<Credential | undefined>;
}

/** The value of `Authorization` by which a user shows a password. Source: RFC 7617. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

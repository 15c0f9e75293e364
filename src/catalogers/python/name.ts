/** A name as indexes compare it. Source: https://peps.python.org/pep-0503/#normalized-names. */
export function pythonName(written: string): string {
  return written.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** The name that a requirement begins with: `requests[socks] (>=2.0) ; python_version < "3"`. */
export function requiredName(requirement: string): string {
  return pythonName(/^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '');
}

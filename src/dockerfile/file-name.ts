/**
 * The names by which people know Dockerfiles: `Dockerfile`, `Dockerfile.dev`, `cart.Dockerfile`, and the same with `Containerfile`.
 * Source: https://docs.docker.com/build/concepts/dockerfile/#filename.
 */
const NAME = /^(?:(?:Dockerfile|Containerfile)(?:[.-].+)?|.+\.(?:dockerfile|containerfile))$/i;

/** Endings of what belongs to a Dockerfile and is none: its ignore file, templates, programs that write one, and what editors leave. */
const OTHER =
  /\.(?:dockerignore|containerignore|ya?ml|json|toml|md|txt|html?|j2|jinja2?|tmpl|tpl|gotmpl|template|erb|ejs|hbs|mustache|in|m4|bak|orig|rej|old|sw[op]|[cm]?[jt]sx?|py|go|rb|sh|rs|java|php|snap|diff|patch|lock|sig|asc)$|~$/i;

/** Whether a file of that name, without its directory, is taken for a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !OTHER.test(name);
}

/** Only a Dockerfile begins like this: a manifest has a colon behind its first word. */
const BEGINNING = /^(?:FROM|ARG)[ \t]+[^\s:]/i;

/** Whether a text that has no telling name begins as a Dockerfile does: with comments, then `FROM` or `ARG`. */
export function beginsAsDockerfile(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text
      .slice(start, Math.min(end, start + LONGEST_LOOK))
      .replace(/^\uFEFF/, '')
      .trim();
    if (line !== '' && !line.startsWith('#')) return BEGINNING.test(line);
    start = end + 1;
  }
  return false;
}

const LONGEST_LOOK = 200;

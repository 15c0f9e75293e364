/**
 * The names under which several spellings are one package, by ecosystem. Advisories and packages both are written as somebody spelled them: GHSA
 * has `Gradio` and `Microsoft.AspNetCore.App`.
 */
const SPELLINGS: Readonly<Record<string, (name: string) => string>> = {
  // https://learn.microsoft.com/nuget/nuget-org/id-prefix-reservation: ids are compared without regard to case.
  NuGet: lowerCase,
  // https://getcomposer.org/doc/04-schema.md#name: names are lower case, and were not always.
  Packagist: lowerCase,
  // https://packaging.python.org/en/latest/specifications/name-normalization/
  PyPI: (name) => name.toLowerCase().replaceAll(/[-_.]+/g, '-'),
  // The address of a repository, with and without its scheme: https://ossf.github.io/osv-schema/#affectedpackage-field
  SwiftURL: (name) => lowerCase(name.replace(/^https?:\/\//i, '').replace(/\.git$/i, '')),
};

/** The name under which the advisories of a package are kept and asked for; `base` is the ecosystem without a release. */
export function packageName(base: string, name: string): string {
  return SPELLINGS[base]?.(name) ?? name;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

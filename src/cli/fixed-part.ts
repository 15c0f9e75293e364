/** The directory of a pattern such as `services/*` + `/k8s`, empty for the one where it is; other paths as they are. */
export function fixedPart(path: string): string {
  const steps = path.split('/');
  const first = steps.findIndex((step) => /[*?[{(!]/.test(step));
  return first < 0 ? path : steps.slice(0, first).join('/');
}

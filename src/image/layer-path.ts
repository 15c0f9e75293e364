/** The steps of a name in a layer from its root: without `.`, doubled slashes and a slash at either end; `..` ends at the root. */
export function layerSteps(name: string): readonly string[] {
  if (isPlain(name)) return name.split('/');
  const steps: string[] = [];
  for (const step of name.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps;
}

/** The path of a name in a layer: its steps, with slashes between them. */
export function layerPath(name: string): string {
  return isPlain(name) ? name : layerSteps(name).join('/');
}

/** Whether it is written as its steps are, which nearly all names are: no step is empty or begins with a dot. */
function isPlain(name: string): boolean {
  return name !== '' && !/^[./]/.test(name) && !name.endsWith('/') && !name.includes('//') && !name.includes('/.');
}

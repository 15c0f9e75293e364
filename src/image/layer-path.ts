/** The steps of a name in a layer from its root: without `.`, doubled slashes and a slash at either end; `..` ends at the root. */
export function layerSteps(name: string): readonly string[] {
  const steps: string[] = [];
  for (const step of name.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps;
}

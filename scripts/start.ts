// `npm start`: without arguments the tour, otherwise the command line from source, in the folder where npm was called.

const parameters = process.argv.slice(2);
if (parameters.length === 0) {
  await import('./tour.ts');
} else {
  const calledIn = process.env['INIT_CWD'];
  if (calledIn !== undefined) process.chdir(calledIn);
  await import('../src/cli/bin.ts');
}

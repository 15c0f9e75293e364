export function unifiedHunks(a: string, b: string, line: number): readonly string[] { return []; }

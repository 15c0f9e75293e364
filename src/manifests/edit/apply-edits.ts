export function applyEdits(text: string, document: unknown, edits: unknown): { text: string } | { code: string } { return { code: 'x' }; }

import { defineErrors } from '../core/errors.ts';

export const formatErrors = defineErrors({
  PL_E_TEXT_ENCODING: {
    message: (data: { encoding: string }) => `The file is ${data.encoding}, not UTF-8.`,
    remedy: () => 'Save it as UTF-8.',
    exit: 3,
    http: 415,
  },
  PL_E_TAR_HEADER: {
    message: ({ offset }: { offset: number }) => `The archive is damaged: there is no header at byte ${offset}.`,
    remedy: () => 'Write the archive again; what stands before that place was read.',
    exit: 3,
    http: 422,
  },
  PL_E_TAR_TRUNCATED: {
    message: ({ offset }: { offset: number }) => `The archive ends too early, after byte ${offset}.`,
    remedy: () => 'Write or fetch the archive again; what stands before that place was read.',
    exit: 3,
    http: 422,
  },
  PL_E_TAR_EXTENDED: {
    message: ({ offset }: { offset: number }) =>
      `The extended header at byte ${offset} of the archive is too large or cannot be read.`,
    remedy: () => 'Write the archive again; what stands before that place was read.',
    exit: 3,
    http: 422,
  },
  PL_E_TAR_ENTRIES: {
    message: ({ limit }: { limit: number }) => `The archive holds more than ${limit} entries (limit maxEntries).`,
    remedy: () => 'No image that works holds so many; look at how it was made.',
    exit: 3,
    http: 413,
  },
  PL_E_TEXT_BINARY: {
    message: (data: { why: string }) => `The file is not text: ${data.why}.`,
    remedy: () => 'Leave it out, or save it as UTF-8 text.',
    exit: 3,
    http: 415,
  },
  PL_E_YAML_SYNTAX: {
    message: (data: { reason: string }) => `The YAML cannot be read: ${data.reason}.`,
    remedy: () => 'Correct the document at this position; every other document of the file was read.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_TAB: {
    message: () => 'The YAML cannot be read: a tab stands where only spaces may.',
    remedy: () => 'Replace the tab with spaces.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_SEPARATOR: {
    message: (data: { text: string }) =>
      `Kubernetes refuses this file: "${data.text}" follows "---" on the line that separates documents.`,
    remedy: () => 'Begin the document on the line after "---".',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_AFTER_END: {
    message: () => 'What follows the end of this document belongs to no document that Kubernetes reads.',
    remedy: () => 'Separate documents with a line "---".',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_TAG: {
    message: (data: { text: string; tag: string }) => `"${data.text}" is no value of the type ${data.tag}.`,
    remedy: () => 'Correct the value, or leave out the tag.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_NUMBER: {
    message: (data: { text: string }) =>
      `The number ${data.text} has no place in JSON, which Kubernetes turns YAML into.`,
    remedy: () => 'Write a finite number, or quote it to make it text.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_KEY: {
    message: (data: { what: string }) => `Kubernetes refuses ${data.what} as the key of a mapping.`,
    remedy: () => 'Write the key as text.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_MERGE: {
    message: () => 'A merge key ("<<") takes a mapping or a list of mappings.',
    remedy: () => 'Merge an alias of a mapping, or write the fields out.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_ALIAS: {
    message: (data: { name: string }) => `The alias *${data.name} refers to no anchor before it.`,
    remedy: (data: { name: string }) =>
      `Write &${data.name} before the node that is meant; an anchor lasts to the end of its document.`,
    exit: 3,
    http: 422,
  },
  PL_E_YAML_ALIAS_CYCLE: {
    message: (data: { name: string }) => `The alias *${data.name} stands inside the node that it refers to.`,
    remedy: () => 'Write the value out.',
    exit: 3,
    http: 422,
  },
  PL_E_YAML_ALIAS_LIMIT: {
    message: (data: { limit: number }) =>
      `The aliases of the document expand to more than ${data.limit} nodes (limit maxAliasNodes).`,
    remedy: () => 'Write the values out; a document that grows like this is an attack or a mistake.',
    exit: 3,
    http: 422,
  },
  PL_E_DOCUMENT_DEPTH: {
    message: (data: { limit: number }) => `The document nests deeper than ${data.limit} levels (limit maxDepth).`,
    remedy: () => 'Flatten it; no Kubernetes object nests this deep.',
    exit: 3,
    http: 422,
  },
  PL_E_DOCUMENT_SIZE: {
    message: (data: { length: number; limit: number }) =>
      `The document has ${data.length} characters; at most ${data.limit} are read (limit maxDocumentLength).`,
    remedy: () => 'Split it; the API server takes objects of at most 3 MiB.',
    exit: 3,
    http: 413,
  },
  PL_E_DUPLICATE_KEY: {
    message: (data: { key: string }) => `The key "${data.key}" stands twice in this mapping; the last one counts.`,
    remedy: () => 'Remove one of the two.',
    exit: 3,
    http: 422,
  },
  PL_E_DUPLICATE_KEYS: {
    message: (data: { limit: number }) =>
      `More than ${data.limit} keys of the document stand twice; the rest is not listed (limit maxProblems).`,
    remedy: () => 'Correct those that are listed, then read the file again.',
    exit: 3,
    http: 422,
  },
  PL_E_JSON_SYNTAX: {
    message: (data: { reason: string }) => `The JSON cannot be read: ${data.reason}.`,
    remedy: () => 'Correct the document at this position.',
    exit: 3,
    http: 422,
  },
});

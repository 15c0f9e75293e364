import { defineErrors } from '../../core/errors.ts';

export const editErrors = defineErrors({
  PL_E_EDIT_UNREAD: {
    message: () => 'The document cannot be edited: it could not be read.',
    remedy: () => 'Correct the problems of the document first.',
    exit: 3,
    http: 422,
  },
  PL_E_EDIT_ALIAS: {
    message: (data: { path: string }) =>
      `${data.path} is written elsewhere in the document: an alias or a merge key leads there.`,
    remedy: () => 'Edit the anchor yourself, or write the value out here.',
    exit: 3,
    http: 422,
  },
  PL_E_EDIT_PATH: {
    message: (data: { path: string; wanted: string }) => `${data.path} is not ${data.wanted}.`,
    remedy: () => 'Correct the document, or edit it yourself.',
    exit: 3,
    http: 422,
  },
  PL_E_EDIT_ROOT: {
    message: () => 'A whole document cannot be set or emptied by an edit.',
    remedy: () => 'Name a field.',
    exit: 3,
    http: 422,
  },
  PL_E_EDIT_UNSAFE: {
    message: (data: { path: string }) => `An edit of ${data.path} would change more of the document than that.`,
    remedy: () => 'Edit the document yourself; anchors and unusual layout are in the way.',
    exit: 3,
    http: 422,
  },
});

import type { Edit, Json } from '../../core/edit.ts';
import type { FieldPath } from '../../core/field-path.ts';

/** The value with an edit applied; the given one stays as it is. `undefined` if the path leads through what is neither a mapping nor a list. */
export function editedValue(value: Json, edit: Edit): Json | undefined {
  switch (edit.op) {
    case 'set':
      return changed(value, edit.path, () => edit.value);
    case 'remove':
      return valueAt(value, edit.path) === undefined ? value : changed(value, edit.path, () => undefined);
    case 'append':
      return changed(value, edit.path, (list) => {
        if (list === undefined || list === null) return [edit.value];
        return Array.isArray(list) ? [...list, edit.value] : list;
      });
    default:
      return undefined;
  }
}

/** The value at a path. */
export function valueAt(value: Json, path: FieldPath): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? at[step] : undefined;
    else if (at !== null && typeof at === 'object' && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** A value of nothing but what the path leads through. `undefined` if the path asks for a later item of a list that is not there. */
export function wrapped(path: FieldPath, value: Json): Json | undefined {
  let inner = value;
  for (const step of path.toReversed()) {
    if (typeof step === 'string') inner = Object.fromEntries([[step, inner]]);
    else if (step === 0) inner = [inner];
    else return undefined;
  }
  return inner;
}

type Change = (value: Json | undefined) => Json | undefined;

function changed(value: Json | undefined, path: FieldPath, change: Change): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof step === 'number') return changedList(value ?? [], step, (item) => changed(item, rest, change));
  return changedMapping(value ?? {}, step, (field) => changed(field, rest, change));
}

function changedList(list: Json, index: number, change: Change): Json | undefined {
  if (!Array.isArray(list) || index < 0 || index > list.length) return undefined;
  const item = change(list[index]);
  return item === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, item);
}

function changedMapping(mapping: Json, key: string, change: Change): Json | undefined {
  if (mapping === null || typeof mapping !== 'object' || Array.isArray(mapping)) return undefined;
  const field = change(Object.hasOwn(mapping, key) ? mapping[key] : undefined);
  const others = Object.entries(mapping).filter(([name]) => name !== key);
  return Object.fromEntries(field === undefined ? others : [...others, [key, field]]);
}

/** Whether two values are the same to Kubernetes: the order of fields does not count. */
export function isSameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSameValue(item, right[index]));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSameValue(left[key], right[key]));
}

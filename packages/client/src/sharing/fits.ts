/** What a value must look like: a text, a number or a boolean by example, a list by its one entry, an object by its keys. */
export type Shape = string | number | boolean | readonly [Shape] | { readonly [key: string]: Shape };

/** Whether a value from storage or from another page has a shape. Keys that end in `?` may be missing; further keys do no harm. */
export function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'number') return Number.isFinite(value);
  if (typeof shape !== 'object') return typeof value === typeof shape;
  if (typeof value !== 'object' || value === null) return false;
  if (isList(shape)) return Array.isArray(value) && value.every((entry) => fits(entry, shape[0]));
  return Object.entries(shape).every(([key, inner]) => {
    const part: unknown = Reflect.get(value, key.replace('?', ''));
    return (part === undefined && key.endsWith('?')) || fits(part, inner);
  });
}

const isList = (shape: object): shape is readonly [Shape] => Array.isArray(shape);

/** One place of an object, as it was and as it is; absent where there was nothing. */
export interface Difference {
  path: string;
  from?: string;
  to?: string;
}

/** What two JSON objects differ in, by path. Lists are compared as a whole. */
export function differencesBetween(before: unknown, after: unknown): Difference[] {
  const [from, to] = [placesOf(before), placesOf(after)];
  const paths = [...new Set([...from.keys(), ...to.keys()])];
  return paths
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => ({ path, ...textAt('from', from, path), ...textAt('to', to, path) }));
}

const textAt = (name: 'from' | 'to', places: Map<string, string>, path: string) => {
  const text = places.get(path);
  return text === undefined ? {} : { [name]: text };
};

function placesOf(value: unknown, path = ''): Map<string, string> {
  if (value === undefined) return new Map();
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) return new Map([[path, typeof value === 'string' ? value : JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([name, held]) => [...placesOf(held, path ? `${path}.${name}` : name)]),
  );
}

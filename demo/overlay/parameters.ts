/** One place that parameters can stand in: name and value, a name may repeat. */
export type ParameterSource = Iterable<readonly [string, string]>;

/** Name in lower case → its values. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** An API key under any of the spellings that guides and SDKs use. It belongs on a server. */
export function isKeyName(name: string): boolean {
  return /^(tiktool-)?api[-_]?key$/i.test(name);
}

/**
 * Puts the sources together; a later source replaces what an earlier one says under the same name. API keys are left
 * out here, so that nothing behind this line ever holds one.
 */
export function mergeParameters(...sources: readonly ParameterSource[]): Parameters {
  const merged = new Map<string, string[]>();
  for (const source of sources) {
    const own = new Map<string, string[]>();
    for (const [name, value] of source) {
      if (isKeyName(name)) continue;
      const key = name.toLowerCase();
      own.set(key, [...(own.get(key) ?? []), value]);
    }
    for (const [name, values] of own) merged.set(name, values);
  }
  return merged;
}

/** What a fragment holds when it is written like a query: `#creator=name&…`, with or without a `?`. */
export function fragmentParameters(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.replace(/^#?\??/, ''));
}

/** The address without its API key, or undefined if it has none. */
export function withoutKey(address: string): string | undefined {
  const url = new URL(address);
  const query = [...url.searchParams.keys()].filter(isKeyName);
  const fragment = fragmentParameters(url.hash);
  const hidden = [...fragment.keys()].filter(isKeyName);
  if (query.length + hidden.length === 0) return undefined;
  for (const name of query) url.searchParams.delete(name);
  for (const name of hidden) fragment.delete(name);
  // An untouched fragment keeps its own spelling.
  if (hidden.length > 0) url.hash = fragment.toString();
  return url.href;
}

/** The widgets that are asked for, in order and once each: `chat,gifts`, also repeated, also as full tag names. */
export function widgetNames(parameters: Parameters): readonly string[] {
  const names = (parameters.get('widget') ?? [])
    .flatMap((value) => value.split(','))
    .map((name) =>
      name
        .trim()
        .toLowerCase()
        .replace(/^tiktool-/, ''),
    )
    .filter((name) => name !== '');
  return [...new Set(names)];
}

/** What is set on an element: the parameters that name one of its attributes, the last value of each. */
export function attributesFor(
  parameters: Parameters,
  allowed: readonly string[],
): readonly (readonly [string, string])[] {
  return allowed.flatMap((name) => {
    const value = parameters.get(name)?.at(-1);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/**
 * Style knobs: `--tiktool-…` parameters. Only characters that lengths, numbers, names and colours are made of, so that no
 * value can load anything or leave its declaration.
 */
export function customProperties(parameters: Parameters): readonly (readonly [string, string])[] {
  return [...parameters].flatMap(([name, values]) => {
    const value = values.at(-1) ?? '';
    const safe = /^--tiktool-[a-z0-9-]+$/.test(name) && /^[\w#%.,\s()+-]{1,100}$/.test(value);
    return safe ? [[name, value] as const] : [];
  });
}

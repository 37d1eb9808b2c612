import { closeCodeFault } from './close-codes.js';
import { tokenAnswers, type FaultAction, type FaultMatch, type FaultPoint, type FaultRule } from './faults.js';
import { isRecord } from './recording.js';

const points = new Set<unknown>(['token', 'http', 'upgrade', 'open', 'frame'] satisfies FaultPoint[]);

/** Each action's parameters: `number` and `text` must be there, the others may. */
const parameters: Readonly<
  Record<FaultAction['type'], Readonly<Record<string, 'number' | 'number?' | 'text' | 'text?' | 'any'>>>
> = {
  refuse: {},
  hang: {},
  delay: { ms: 'number' },
  status: { status: 'number', headers: 'any', body: 'any' },
  token: { form: 'text', expiresIn: 'number?' },
  close: { code: 'number', reason: 'text?', afterMs: 'number?' },
  drop: { afterMs: 'number?' },
  silence: { afterMs: 'number?' },
  evict: { afterMs: 'number?' },
  restart: { ms: 'number', afterMs: 'number?' },
  malformed: { text: 'text?' },
  oversized: { bytes: 'number?' },
  binary: {},
  duplicate: { times: 'number?' },
  reorder: { by: 'number?' },
  lose: {},
  burst: { count: 'number' },
};

const longestTimer = 2 ** 31 - 1;

/** Above these the simulator itself would hang, run out of memory, or set a timer that fires at once. */
const most: Readonly<Record<string, number>> = {
  ms: longestTimer,
  afterMs: longestTimer,
  bytes: 100_000_000,
  count: 100_000,
  times: 1000,
  by: 1000,
};

/** A rule that came as JSON, or a sentence that says what is wrong with it. */
export function readFaultRule(value: unknown): FaultRule | string {
  if (!isRecord(value)) return 'a fault is a JSON object: {"on", "do", "match"?, "times"?, "skip"?, "probability"?}';
  const { on, match, times, skip, probability } = value;
  if (!isPoint(on)) return `"on" must be one of ${[...points].join(', ')}`;
  const asked: readonly unknown[] = Array.isArray(value['do']) ? value['do'] : [value['do']];
  if (match !== undefined && !isRecord(match)) return '"match" must be a JSON object';
  const actions: FaultAction[] = [];
  for (const one of asked) {
    const action: unknown = typeof one === 'string' ? { type: one } : one;
    const fault = faultOf(action);
    if (fault) return fault;
    if (isAction(action)) actions.push(action);
  }
  for (const [name, number] of Object.entries({ times, skip, probability })) {
    if (number !== undefined && !(typeof number === 'number' && number >= 0)) return `"${name}" must be a number`;
  }
  return {
    on,
    do: actions,
    ...(isRecord(match) && { match: readMatch(match) }),
    ...(typeof times === 'number' && { times }),
    ...(typeof skip === 'number' && { skip }),
    ...(typeof probability === 'number' && { probability }),
  };
}

function isPoint(value: unknown): value is FaultPoint {
  return points.has(value);
}

function isAction(value: unknown): value is FaultAction {
  return faultOf(value) === undefined;
}

function faultOf(value: unknown): string | undefined {
  const type = isRecord(value) ? value['type'] : undefined;
  const expected = Object.entries(parameters).find(([name]) => name === type)?.[1];
  if (!isRecord(value) || !expected) return `"do" needs a "type" of ${Object.keys(parameters).join(', ')}`;
  for (const [name, kind] of Object.entries(expected)) {
    const given = value[name];
    if (kind === 'any' || (given === undefined && kind.endsWith('?'))) continue;
    const fits = kind.startsWith('number')
      ? typeof given === 'number' && Number.isFinite(given)
      : typeof given === 'string';
    if (!fits) return `"${String(type)}" needs "${name}" as a ${kind.startsWith('number') ? 'number' : 'text'}`;
    const limit = most[name];
    if (limit !== undefined && typeof given === 'number' && (given < 0 || given > limit)) {
      return `"${String(type)}" needs "${name}" from 0 to ${limit}`;
    }
  }
  return valueFault(value);
}

/** What has the right type and still cannot be carried out. */
function valueFault(action: Readonly<Record<string, unknown>>): string | undefined {
  switch (action['type']) {
    case 'close':
      return closeCodeFault(action['code'], action['reason']);
    case 'token':
      return tokenAnswers.some((form) => form === action['form'])
        ? undefined
        : `"form" must be one of ${tokenAnswers.join(', ')}`;
    case 'status':
      return statusFault(action['status'], action['headers']);
    default:
      return undefined;
  }
}

function statusFault(status: unknown, headers: unknown): string | undefined {
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    return 'a status is a whole number from 200 to 599';
  }
  const lines = isRecord(headers) ? Object.entries(headers) : [];
  const good = lines.every(
    ([name, value]) => /^[\w-]+$/.test(name) && typeof value === 'string' && !/[^\t\x20-\x7e]/.test(value),
  );
  return (headers === undefined || isRecord(headers)) && good
    ? undefined
    : '"headers" are names with texts of one line';
}

function readMatch(match: Readonly<Record<string, unknown>>): FaultMatch {
  const { path, creator, event, socket } = match;
  return {
    ...(typeof path === 'string' && { path }),
    ...(typeof creator === 'string' && { creator }),
    ...(typeof event === 'string' && { event }),
    ...(typeof socket === 'number' && { socket }),
  };
}

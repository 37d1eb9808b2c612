import type { Frame } from './show/timed-frame.js';

/** Where a fault strikes. `token`: the token answers; `http`: every other service path; `frame`: each frame sent. */
export type FaultPoint = 'token' | 'http' | 'upgrade' | 'open' | 'frame';

/** The ways in which a token endpoint answers or fails. */
export const tokenAnswers = [
  'service',
  'token',
  'jwtKey',
  'text',
  'empty',
  'html',
  'broken-json',
  'no-token',
  'huge',
  'expired',
  'forged',
  'other-creator',
] as const;
export type TokenAnswer = (typeof tokenAnswers)[number];

export type FaultAction =
  /** TCP reset before any answer. `token http upgrade` */
  | { readonly type: 'refuse' }
  /** Takes the request and never answers. `token http upgrade`; on a socket the same as `silence` */
  | { readonly type: 'hang' }
  /** Waits, then goes on as usual. `token http upgrade frame` */
  | { readonly type: 'delay'; readonly ms: number }
  /** Another HTTP answer. `token http upgrade` */
  | {
      readonly type: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** A form of token answer, good or bad. `token` */
  | { readonly type: 'token'; readonly form: TokenAnswer; readonly expiresIn?: number }
  /** Closes with code and reason. `upgrade` (accepted first) `open frame` */
  | { readonly type: 'close'; readonly code: number; readonly reason?: string; readonly afterMs?: number }
  /** Cuts the connection without a close frame. `open frame` */
  | { readonly type: 'drop'; readonly afterMs?: number }
  /** Half-open: sends nothing more and ignores the client, its close included. `open frame` */
  | { readonly type: 'silence'; readonly afterMs?: number }
  /** 4429 "Evicted …". `open frame` */
  | { readonly type: 'evict'; readonly afterMs?: number }
  /** The whole service is gone for `ms`. `open frame` */
  | { readonly type: 'restart'; readonly ms: number; readonly afterMs?: number }
  /** A text that is not JSON, before the frame. `open frame` */
  | { readonly type: 'malformed'; readonly text?: string }
  /** A valid chat frame of so many bytes (default 1.5 MB), before the frame. `open frame` */
  | { readonly type: 'oversized'; readonly bytes?: number }
  /** The frame as a binary message. `frame` */
  | { readonly type: 'binary' }
  /** The frame again, `times` more (default 1). `frame` */
  | { readonly type: 'duplicate'; readonly times?: number }
  /** The frame comes after the next `by` (default 1). `frame` */
  | { readonly type: 'reorder'; readonly by?: number }
  /** The frame is lost. `frame` */
  | { readonly type: 'lose' }
  /** So many chat frames at once, before the frame. `open frame` */
  | { readonly type: 'burst'; readonly count: number };

/** What a rule is held against. */
export interface FaultContext {
  readonly on: FaultPoint;
  readonly path: string;
  readonly creator?: string;
  /** The frame's `event`, on `frame`. */
  readonly event?: string;
  readonly frame?: Frame;
  /** The socket's number, on `open` and `frame`. */
  readonly socket?: number;
}

/** All that are given must fit. */
export interface FaultMatch {
  readonly path?: string;
  readonly creator?: string;
  readonly event?: string;
  readonly socket?: number;
}

/** Actions without a parameter can be written as their name alone. */
type BareAction =
  | 'refuse'
  | 'hang'
  | 'drop'
  | 'silence'
  | 'evict'
  | 'malformed'
  | 'oversized'
  | 'binary'
  | 'duplicate'
  | 'reorder'
  | 'lose';

export interface FaultRule {
  readonly on: FaultPoint;
  readonly match?: FaultMatch | ((context: FaultContext) => boolean);
  /** Strikes so often, then the rule is gone. Default: until it is removed. */
  readonly times?: number;
  /** Lets the first so many matches pass. Default 0. */
  readonly skip?: number;
  /** 0 to 1. Default 1. */
  readonly probability?: number;
  readonly do: FaultAction | BareAction | readonly (FaultAction | BareAction)[];
}

interface Standing {
  readonly rule: FaultRule;
  readonly actions: readonly FaultAction[];
  left: number;
  skip: number;
}

/** The faults that are ordered. The first rule that fits a moment strikes alone. */
export class FaultBook {
  readonly #standing = new Set<Standing>();

  constructor(private readonly random: () => number = Math.random) {}

  /** Orders a fault; the answer takes it back. */
  add(rule: FaultRule): () => void {
    const actions = (Array.isArray(rule.do) ? rule.do : [rule.do]).map(expand);
    const standing: Standing = { rule, actions, left: rule.times ?? Infinity, skip: rule.skip ?? 0 };
    this.#standing.add(standing);
    return () => this.#standing.delete(standing);
  }

  clear(): void {
    this.#standing.clear();
  }

  get rules(): readonly FaultRule[] {
    return [...this.#standing].map(({ rule }) => rule);
  }

  /** Whether anything is ordered for this point: the frame path asks this first. */
  has(on: FaultPoint): boolean {
    for (const { rule } of this.#standing) if (rule.on === on) return true;
    return false;
  }

  /** What to do at this moment; empty where no rule fits. */
  take(context: FaultContext): readonly FaultAction[] {
    for (const standing of this.#standing) {
      if (!fits(standing.rule, context)) continue;
      if (standing.skip > 0) {
        standing.skip -= 1;
        continue;
      }
      if (this.random() >= (standing.rule.probability ?? 1)) continue;
      standing.left -= 1;
      if (standing.left <= 0) this.#standing.delete(standing);
      return standing.actions;
    }
    return [];
  }
}

function expand(action: FaultAction | BareAction): FaultAction {
  return typeof action === 'string' ? { type: action } : action;
}

function fits({ on, match }: FaultRule, context: FaultContext): boolean {
  if (on !== context.on) return false;
  if (typeof match === 'function') return match(context);
  const { path, creator, event, socket } = match ?? {};
  return (
    (path === undefined || context.path === path) &&
    (creator === undefined || context.creator === creator.replace(/^@/, '').toLowerCase()) &&
    (event === undefined || context.event === event) &&
    (socket === undefined || context.socket === socket)
  );
}

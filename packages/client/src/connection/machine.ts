import type { ConnectionPhase } from './connection-state.js';
import { backoff, closeRule, slowWait, type ClosePolicy } from './policy.js';

/** What is under way: nothing, a token fetch, a handshake, an open socket, a wait, or the question whether the creator is live. */
export type Stage = 'rest' | 'token' | 'dial' | 'open' | 'wait' | 'check';

/** All times are elapsed milliseconds of one clock; 0 is never. */
export interface MachineState {
  readonly stage: Stage;
  readonly phase: ConnectionPhase;
  readonly reason: string;
  readonly closeCode?: number | undefined;
  /** Losses and failed dials in a row. */
  readonly attempt: number;
  /** When a wait, a handshake or the proof of an open socket is over. */
  readonly due: number;
  /** The page wants a connection. */
  readonly wanted: boolean;
  /** The page is in the back/forward cache or frozen: nothing may run. */
  readonly away: boolean;
  /** The next dial may use the last of the budget. */
  readonly manual: boolean;
  /** The network or a wake may cut this wait short: nobody asked for it but the backoff. */
  readonly hasty: boolean;
  /** The cached token must not be used again. */
  readonly stale: boolean;
  /** Tokens refused since the last real event. */
  readonly refused: number;
  /** Handshakes in a row that failed before open. */
  readonly early: number;
  /** Slow waits in a row. */
  readonly slow: number;
  readonly outageAt: number;
  readonly openedAt: number;
  /** When the last socket that had received anything ended. */
  readonly lostAt: number;
  readonly heard: boolean;
  readonly nudge: string;
}

export type MachineEvent =
  | { readonly type: 'connect' | 'disconnect' | 'reconnect' | 'token' | 'open' | 'silent' | 'due' }
  | { readonly type: 'online' | 'visible' | 'wake' | 'away' | 'back' }
  /** The configuration cannot work: only a new one can. */
  | { readonly type: 'broken'; readonly reason: string }
  | { readonly type: 'no-token'; readonly code: string; readonly retryAfter?: number | undefined }
  | { readonly type: 'frame'; readonly real: boolean; readonly nudge?: string | undefined }
  | { readonly type: 'close'; readonly code: number; readonly text: string }
  /** The budget has no connect left for `wait` ms. */
  | { readonly type: 'budget'; readonly wait: number }
  /** Whether the creator is live; undefined if nobody can say. */
  | { readonly type: 'checked'; readonly live: boolean | undefined };

/**
 * - `drop`: let go of socket and fetches, without waiting for their end
 * - `token`: get a token, a new one if `stale`
 * - `dial`: open a socket with it
 * - `check`: ask whether the creator is live
 * - `gap`: tell the page what it missed
 * - `drain`: the hour's connects are used up
 */
export type Effect = 'drop' | 'token' | 'dial' | 'check' | 'gap' | 'drain';

export interface MachineContext {
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
  readonly online: boolean;
  /** There is somebody to ask whether the creator is live. */
  readonly canCheck: boolean;
  readonly policy?: ClosePolicy | undefined;
}

export type Step = readonly [MachineState, readonly Effect[]];

/** A socket is healthy after so long, if anything arrived: only then a loss begins a new outage. */
const healthyAfter = 30_000;
const upgradeTimeout = 8000;
const recheckToken = 300_000;

export const initialState: MachineState = {
  stage: 'rest',
  phase: 'idle',
  reason: 'idle',
  attempt: 0,
  due: 0,
  wanted: false,
  away: false,
  manual: false,
  hasty: false,
  stale: false,
  refused: 0,
  early: 0,
  slow: 0,
  outageAt: 0,
  openedAt: 0,
  lostAt: 0,
  heard: false,
  nudge: '',
};

const none: readonly Effect[] = [];

const start = (state: MachineState, change: Partial<MachineState> = {}): Step => [
  {
    ...state,
    stage: 'token',
    phase: 'connecting',
    reason: 'token',
    closeCode: undefined,
    due: 0,
    wanted: true,
    hasty: false,
    ...change,
  },
  state.stage === 'wait' || state.stage === 'rest' ? ['token'] : ['drop', 'token'],
];

const wait = (
  state: MachineState,
  context: MachineContext,
  phase: ConnectionPhase,
  reason: string,
  ms: number,
  change: Partial<MachineState> = {},
): MachineState => ({
  ...state,
  stage: 'wait',
  phase,
  reason,
  due: context.now + ms,
  manual: false,
  hasty: false,
  ...change,
});

/** What remains of a socket that has ended. */
function lose(state: MachineState, { now }: MachineContext): MachineState {
  const { heard, openedAt } = state;
  const life = openedAt && now - openedAt;
  const healthy = heard && life >= healthyAfter;
  return {
    ...state,
    attempt: healthy ? 1 : state.attempt + 1,
    outageAt: (!healthy && state.outageAt) || now,
    // Who was thrown out goes on being patient for a while, or two pages throw each other out for ever.
    slow: life >= 600_000 ? 0 : state.slow,
    early: openedAt ? 0 : state.early,
    lostAt: heard ? now : state.lostAt,
    openedAt: 0,
    heard: false,
    nudge: '',
  };
}

function retry(state: MachineState, context: MachineContext, reason: string, atLeast = 0, closeCode?: number): Step {
  const ms = backoff(state.attempt, context.now - state.outageAt, context.random);
  const least = atLeast * (1 + 0.2 * context.random);
  return [wait(state, context, 'waiting', reason, Math.max(ms, least), { closeCode, hasty: !atLeast }), none];
}

/** A browser does not say why a handshake failed: it may be the token, the plan, the service or the network. */
function failedDial(state: MachineState, context: MachineContext, reason: string): Step {
  const lost = lose(state, context);
  if (!context.online) return retry(lost, context, 'network');
  const early = state.early + 1;
  const next = { ...lost, early, stale: state.stale || early === 3 };
  if (early < 6 || (state.lostAt && context.now - state.lostAt < 300_000)) return retry(next, context, reason);
  const ms = slowWait(120, early - 6, context.random);
  return [wait(next, context, 'waiting', 'refused', ms, { hasty: true }), none];
}

function closed(state: MachineState, context: MachineContext, code: number, text: string): Step {
  if (state.stage === 'dial') return failedDial(state, context, 'unreachable');
  const { now, random, policy } = context;
  const life = (now - state.openedAt) / 1000;
  const rule = closeRule(code, `${text} ${state.nudge}`, life, policy);
  const { reason, wait: seconds = 0 } = rule;
  const lost = { ...lose(state, context), closeCode: code };
  const slower = { ...lost, slow: lost.slow + 1 };
  const grown = slowWait(seconds || 60, lost.slow, random);
  const block = (): Step => [
    wait(lost, context, 'blocked', reason, (seconds || 300) * (900 + 200 * random), {
      stale: lost.stale || rule.then === 'token',
    }),
    none,
  ];
  switch (rule.then) {
    case 'retry':
      return retry(lost, context, reason, seconds * 1000, code);
    case 'offline':
      return [wait(slower, context, 'offline', reason, grown, { attempt: 0, outageAt: 0 }), none];
    case 'slow':
      return [wait(slower, context, 'waiting', reason, grown), none];
    case 'hour':
      return [wait(lost, context, 'waiting', reason, 3_600_000), ['drain']];
    case 'cut':
      // Twice in a row within seconds was no plan.
      if (lost.attempt > 1) return retry(lost, context, reason, 0, code);
      return start(lost, {
        attempt: life < 30 ? 1 : 0,
        // What viewers see goes on.
        ...(state.phase === 'live' && { phase: state.phase, reason: state.reason }),
      });
    case 'token':
      return state.refused ? block() : start(lost, { refused: 1, stale: true });
    case 'limit':
      // After a drop the service counts our own old socket for a while.
      return lost.slow < 3 && state.lostAt && now - state.lostAt < 120_000
        ? [wait(slower, context, 'waiting', reason, 30_000), none]
        : block();
    case 'blocked':
      return block();
  }
}

function tokenFailed(state: MachineState, context: MachineContext, code: string, retryAfter = 0): Step {
  const reason = `token-${code}`;
  if (code === 'refused' || code === 'not-found' || code === 'invalid') {
    return [wait(state, context, 'blocked', reason, recheckToken * (0.9 + 0.2 * context.random)), none];
  }
  const failed = { ...state, attempt: state.attempt + 1, outageAt: state.outageAt || context.now };
  return retry(failed, context, reason, retryAfter);
}

function due(state: MachineState, context: MachineContext): Step {
  switch (state.stage) {
    case 'wait':
      if (state.phase !== 'offline' || !context.canCheck) return start(state);
      return [{ ...state, stage: 'check', due: 0 }, ['check']];
    case 'dial': {
      const [next] = failedDial(state, context, 'timeout');
      return [next, ['drop']];
    }
    case 'open':
      // Healthy, or not yet: the first frame may come late.
      return state.heard
        ? [{ ...state, due: 0, attempt: 0, outageAt: 0 }, none]
        : [{ ...state, due: context.now + healthyAfter }, none];
    default:
      return [state, none];
  }
}

function silent(state: MachineState, context: MachineContext): Step {
  if (state.stage !== 'open') return [state, none];
  const lost = lose(state, context);
  if (lost.attempt < 2) {
    const [next] = start(lost, { reason: 'silent' });
    return [next, ['drop', 'token']];
  }
  const [next] = retry(lost, context, 'silent');
  return [next, ['drop']];
}

/** One step of the connection. Pure: the runner carries the effects out, in their order. */
export function step(state: MachineState, event: MachineEvent, context: MachineContext): Step {
  const { stage } = state;
  const same: Step = [state, none];
  switch (event.type) {
    case 'connect':
      if (state.away) return [{ ...state, wanted: true }, none];
      return stage === 'rest' ? start(state) : same;
    case 'reconnect':
      if (state.away) return [{ ...state, wanted: true }, none];
      return [
        start(stage === 'open' ? lose(state, context) : state, { attempt: state.attempt, manual: true })[0],
        ['drop', 'token'],
      ];
    case 'disconnect': {
      const { away, lostAt } = stage === 'open' ? lose(state, context) : state;
      return [{ ...initialState, phase: 'closed', reason: 'closed', away, lostAt }, ['drop']];
    }
    case 'broken':
      return [{ ...state, stage: 'rest', phase: 'blocked', reason: event.reason, due: 0, manual: false }, ['drop']];
    case 'away':
      if (state.away) return same;
      if (!state.wanted || stage === 'rest') return [{ ...state, away: true }, none];
      return [
        {
          ...(stage === 'open' ? lose(state, context) : state),
          stage: 'rest',
          phase: 'closed',
          reason: 'away',
          due: 0,
          away: true,
        },
        ['drop'],
      ];
    case 'back':
      if (!state.away) return same;
      return state.wanted && state.phase !== 'blocked'
        ? start({ ...state, away: false, attempt: 0 })
        : [{ ...state, away: false }, none];
    case 'token':
      if (stage !== 'token') return same;
      return [
        {
          ...state,
          stage: 'dial',
          reason: state.phase === 'live' ? state.reason : 'dial',
          due: context.now + upgradeTimeout,
          stale: false,
        },
        ['dial'],
      ];
    case 'no-token':
      return stage === 'token' ? tokenFailed(state, context, event.code, event.retryAfter) : same;
    case 'open': {
      if (stage !== 'dial') return same;
      const phase = state.phase === 'live' ? 'live' : 'connected';
      const opened = { openedAt: context.now, due: context.now + healthyAfter, heard: false, manual: false };
      return [{ ...state, ...opened, stage: 'open', phase, reason: phase, early: 0 }, ['gap']];
    }
    case 'frame':
      if (stage !== 'open') return same;
      if (event.nudge) return [{ ...state, heard: true, nudge: event.nudge }, none];
      if (!event.real) return state.heard ? same : [{ ...state, heard: true }, none];
      return state.phase === 'live' && state.heard && !state.refused
        ? same
        : [{ ...state, heard: true, phase: 'live', reason: 'live', refused: 0 }, none];
    case 'close':
      return stage === 'dial' || stage === 'open' ? closed(state, context, event.code, event.text) : same;
    case 'silent':
      return silent(state, context);
    case 'due':
      return due(state, context);
    case 'budget':
      if (stage !== 'token' && stage !== 'dial') return same;
      return [wait(state, context, 'waiting', 'budget', event.wait * (1 + 0.05 * context.random)), ['drop']];
    case 'checked':
      if (stage !== 'check') return same;
      return event.live === false
        ? [wait(state, context, 'offline', state.reason, 60_000 * (0.8 + 0.4 * context.random)), none]
        : start(state);
    case 'online':
      // A handshake or fetch from before the network came back may hang until its time is over.
      return (stage === 'wait' && state.hasty) || stage === 'token' || stage === 'dial'
        ? start(state, { early: 0 })
        : same;
    case 'visible':
      return stage === 'wait' && state.phase === 'blocked' && state.reason.startsWith('token-') ? start(state) : same;
    case 'wake':
      return stage === 'wait' && state.hasty ? start(state) : same;
  }
}

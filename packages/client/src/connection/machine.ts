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
/** A handshake younger than this is no reason to begin another, ms. */
const youngHandshake = 1000;

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

const stay = (state: MachineState): Step => [state, []];

/** Whatever was under way is let go of first. */
const start = (state: MachineState, change?: Partial<MachineState>): Step => [
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
  ['drop', 'token'],
];

const wait = (
  state: MachineState,
  { now }: MachineContext,
  phase: ConnectionPhase,
  reason: string,
  ms: number,
  change?: Partial<MachineState>,
): Step => [
  { ...state, stage: 'wait', phase, reason, due: now + ms, manual: false, hasty: false, ...change },
  ['drop'],
];

/** `ms`, `share` either way. */
const around = (ms: number, share: number, random: number): number => ms * (1 - share + 2 * share * random);

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
    lostAt: heard ? now : state.lostAt,
    openedAt: 0,
    heard: false,
    nudge: '',
  };
}

function retry(state: MachineState, context: MachineContext, reason: string, atLeast = 0): Step {
  const { now, random } = context;
  const ms = Math.max(backoff(state.attempt, now - state.outageAt, random), atLeast * (1 + 0.2 * random));
  return wait(state, context, 'waiting', reason, ms, { hasty: !atLeast });
}

/** A browser does not say why a handshake failed: it may be the token, the plan, the service or the network. */
function failedDial(state: MachineState, context: MachineContext, reason: string): Step {
  const lost = { ...lose(state, context), closeCode: undefined };
  if (!context.online) return retry(lost, context, 'network');
  const early = state.early + 1;
  const next = { ...lost, early, stale: state.stale || early === 3 };
  if (early < 6 || (state.lostAt && context.now - state.lostAt < 300_000)) return retry(next, context, reason);
  return wait(next, context, 'waiting', 'refused', slowWait(120, early - 6, context.random), { hasty: true });
}

function closed(state: MachineState, context: MachineContext, code: number, text: string): Step {
  if (state.stage === 'dial') return failedDial(state, context, 'unreachable');
  const { now, random, policy } = context;
  const life = (now - state.openedAt) / 1000;
  const { then, reason, wait: seconds = 0 } = closeRule(code, `${text} ${state.nudge}`, life, policy);
  const lost = { ...lose(state, context), closeCode: code };
  const slow = lost.slow + 1;
  const grown = slowWait(seconds || 60, lost.slow, random);
  switch (then) {
    case 'retry':
      return retry(lost, context, reason, seconds * 1000);
    case 'offline':
      return wait(lost, context, then, reason, grown, { slow, attempt: 0, outageAt: 0 });
    case 'slow':
      return wait(lost, context, 'waiting', reason, grown, { slow });
    case 'hour':
      return [wait(lost, context, 'waiting', reason, 3_600_000)[0], ['drop', 'drain']];
    case 'cut':
      // Twice in a row within seconds was no plan.
      if (lost.attempt > 1) return retry(lost, context, reason);
      // What viewers see goes on.
      return start(lost, {
        attempt: life < 30 ? 1 : 0,
        ...(state.phase === 'live' && { phase: 'live', reason: 'live' }),
      });
    case 'token':
      if (!state.refused) return start(lost, { refused: 1, stale: true });
      break;
    case 'limit':
      // After a drop the service counts our own old socket for a while.
      if (slow < 4 && state.lostAt && now - state.lostAt < 120_000) {
        return wait(lost, context, 'waiting', reason, 30_000, { slow });
      }
      break;
    case 'blocked':
  }
  const stale = lost.stale || then === 'token';
  return wait(lost, context, 'blocked', reason, around((seconds || 300) * 1000, 0.1, random), { stale });
}

function tokenFailed(state: MachineState, context: MachineContext, code: string, retryAfter?: number): Step {
  const reason = `token-${code}`;
  if (/refused|not-found|invalid/.test(code)) {
    return wait(state, context, 'blocked', reason, around(300_000, 0.1, context.random));
  }
  const failed = { ...state, attempt: state.attempt + 1, outageAt: state.outageAt || context.now };
  return retry(failed, context, reason, retryAfter);
}

function due(state: MachineState, context: MachineContext): Step {
  switch (state.stage) {
    case 'wait':
      if (state.phase !== 'offline' || !context.canCheck) return start(state);
      return [{ ...state, stage: 'check', due: 0 }, ['check']];
    case 'dial':
      return failedDial(state, context, 'timeout');
    case 'open':
      // Healthy, or not yet: the first frame may come late.
      return stay(
        state.heard ? { ...state, due: 0, attempt: 0, outageAt: 0 } : { ...state, due: context.now + healthyAfter },
      );
    default:
      return stay(state);
  }
}

/** One step of the connection. Pure: the runner carries the effects out, in their order. */
export function step(state: MachineState, event: MachineEvent, context: MachineContext): Step {
  const { stage, phase, away } = state;
  const isOpen = stage === 'open';
  const isWaiting = stage === 'wait';
  const lost = (): MachineState => (isOpen ? lose(state, context) : state);
  switch (event.type) {
    case 'connect':
      if (away) return stay({ ...state, wanted: true });
      if (stage === 'rest') return start(state);
      break;
    case 'reconnect':
      // It dials already. A browser that closes a socket during its handshake prints the address, and with it the token.
      if (stage === 'dial' && context.now <= state.due - upgradeTimeout + youngHandshake) break;
      return away ? stay({ ...state, wanted: true }) : start(lost(), { attempt: state.attempt, manual: true });
    case 'disconnect':
      return [{ ...initialState, phase: 'closed', reason: 'closed', away, lostAt: lost().lostAt }, ['drop']];
    case 'broken':
      return [{ ...state, stage: 'rest', phase: 'blocked', reason: event.reason, due: 0, manual: false }, ['drop']];
    case 'away':
      if (stage === 'rest') return stay({ ...state, away: true });
      return [{ ...lost(), stage: 'rest', phase: 'closed', reason: 'away', due: 0, away: true }, ['drop']];
    case 'back':
      if (!away) break;
      if (state.wanted && phase !== 'blocked') return start(state, { away: false, attempt: 0 });
      return stay({ ...state, away: false });
    case 'token': {
      if (stage !== 'token') break;
      const reason = phase === 'live' ? phase : 'dial';
      return [{ ...state, stage: 'dial', reason, due: context.now + upgradeTimeout, stale: false }, ['dial']];
    }
    case 'no-token':
      if (stage === 'token') return tokenFailed(state, context, event.code, event.retryAfter);
      break;
    case 'open': {
      if (stage !== 'dial') break;
      const shown = phase === 'live' ? phase : 'connected';
      return [
        {
          ...state,
          stage: 'open',
          phase: shown,
          reason: shown,
          openedAt: context.now,
          due: context.now + healthyAfter,
          early: 0,
          heard: false,
          manual: false,
        },
        ['gap'],
      ];
    }
    case 'frame': {
      if (!isOpen) break;
      const heard = { ...state, heard: true, nudge: event.nudge ?? state.nudge };
      return stay(event.real ? { ...heard, phase: 'live', reason: 'live', refused: 0 } : heard);
    }
    case 'close':
      if (isOpen || stage === 'dial') return closed(state, context, event.code, event.text);
      break;
    case 'silent': {
      if (!isOpen) break;
      const dead = lost();
      return dead.attempt < 2 ? start(dead, { reason: 'silent' }) : retry(dead, context, 'silent');
    }
    case 'due':
      return due(state, context);
    case 'budget':
      if (stage !== 'token' && stage !== 'dial') break;
      return wait(state, context, 'waiting', 'budget', event.wait * (1 + 0.05 * context.random));
    case 'checked':
      if (stage !== 'check') break;
      if (event.live !== false) return start(state);
      return wait(state, context, 'offline', state.reason, around(60_000, 0.2, context.random));
    case 'online':
      // A handshake or fetch from before the network came back may hang until its time is over.
      if ((isWaiting && state.hasty) || stage === 'token' || stage === 'dial') return start(state, { early: 0 });
      break;
    case 'visible':
      if (isWaiting && phase === 'blocked' && state.reason.startsWith('token-')) return start(state);
      break;
    case 'wake':
      if (isWaiting && state.hasty) return start(state);
  }
  return stay(state);
}

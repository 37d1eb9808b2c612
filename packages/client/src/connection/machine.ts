import type { ConnectionPhase } from './connection-state.js';
import { initialState, type MachineContext, type MachineEvent, type MachineState, type Step } from './machine-state.js';
import { backoff, closeRule, slowWait } from './policy.js';

/** A socket is healthy after so long, if anything arrived: only then a loss begins a new outage. */
const healthyAfter = 30_000;
const upgradeTimeout = 8000;
/** A handshake younger than this is no reason to begin another, ms. */
const youngHandshake = 1000;
const longestWait = 900_000;
/** How long before the planned cut the second socket is opened, ms. */
const spareAhead = 20_000;

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
    spare: '',
  };
}

/** The second socket, open or nearly so, goes on for the first, which has ended or is about to. */
function handOver(state: MachineState, context: MachineContext): Step {
  const { now } = context;
  const { spare, phase } = state;
  const next: MachineState = { ...lose(state, context), attempt: 0 };
  if (spare === 'open') return [{ ...next, openedAt: now, due: now + healthyAfter }, ['swap', 'gap']];
  const shown = phase !== 'live' && ({ phase: 'connecting', reason: 'dial' } as const);
  return [{ ...next, ...shown, stage: 'dial', due: now + upgradeTimeout }, ['swap']];
}

function retry(state: MachineState, context: MachineContext, reason: string, atLeast = 0): Step {
  const { now, random } = context;
  // Spread, yet within the longest that a token URL may ask for.
  const spread = Math.min(longestWait, atLeast * (1 + 0.2 * random));
  const ms = Math.max(backoff(state.attempt, now - state.outageAt, random), atLeast, spread);
  return wait(state, context, 'waiting', reason, ms, { hasty: !atLeast });
}

/** A browser does not say why a handshake failed: it may be the token, the plan, the service or the network. */
function failedDial(state: MachineState, context: MachineContext, reason: string): Step {
  const lost = lose(state, context);
  if (!context.online) return retry(lost, context, 'network');
  const early = state.early + 1;
  const next = { ...lost, early, stale: early === 3 };
  if (early < 6 || (state.lostAt && context.now - state.lostAt < 300_000)) return retry(next, context, reason);
  return wait(next, context, 'waiting', 'refused', slowWait(120, early - 6, context.random), { hasty: true });
}

function closed(state: MachineState, context: MachineContext, code: number, text: string): Step {
  if (state.stage === 'dial') return failedDial(state, context, 'unreachable');
  // Whatever the reason: it may be the very second socket that threw the first one out.
  if (/dial|open/.test(state.spare)) return handOver(state, context);
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
        session: now - state.openedAt,
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
  return wait(lost, context, 'blocked', reason, around((seconds || 300) * 1000, 0.1, random), {
    stale: then === 'token',
  });
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
    case 'open': {
      const { session, openedAt, spare } = state;
      // Not yet healthy: the first frame may come late.
      if (!state.heard) return stay({ ...state, due: context.now + healthyAfter });
      const at = session && context.canSpare && !spare ? openedAt + session - spareAhead : 0;
      const healthy: MachineState = { ...state, attempt: 0, due: at };
      return at && context.now >= at ? [{ ...healthy, due: 0, spare: 'asked' }, ['spare']] : stay(healthy);
    }
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
      // Only who wants a connection hears the page, so one that is away dials in any case when it is back.
      if (stage === 'rest' && !away) return start(state);
      break;
    case 'reconnect':
      // It dials already. A browser that closes a socket during its handshake prints the address, and with it the token.
      if (away || (stage === 'dial' && context.now <= state.due - upgradeTimeout + youngHandshake)) break;
      return start(lost(), { attempt: state.attempt, manual: true });
    case 'disconnect':
      return [{ ...initialState, phase: 'closed', reason: 'closed', lostAt: lost().lostAt }, ['drop']];
    case 'broken':
      return [{ ...state, stage: 'rest', phase: 'blocked', reason: event.reason, due: 0 }, ['drop']];
    case 'away':
      return [{ ...lost(), stage: 'rest', phase: 'closed', reason: 'away', due: 0, away: true }, ['drop']];
    case 'back':
      if (away) return start(state, { away: false, attempt: 0 });
      break;
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
          manual: false,
        },
        ['gap'],
      ];
    }
    case 'frame': {
      if (!isOpen) break;
      const heard = { ...state, heard: true, nudge: event.nudge ?? state.nudge };
      // The close follows; how soon, nobody knows.
      if (context.canSpare && !state.spare && event.nudge === 'session_limit') {
        return [{ ...heard, session: context.now - state.openedAt, spare: 'asked' }, ['spare']];
      }
      return stay(event.real ? { ...heard, phase: 'live', reason: 'live', refused: 0 } : heard);
    }
    case 'spare':
      return stay(state.spare ? { ...state, spare: event.is } : state);
    case 'swap':
      if (state.spare === 'open') return handOver(state, context);
      break;
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
      if (phase === 'blocked' && state.reason.startsWith('token-')) return start(state);
      break;
    case 'wake':
      if (isWaiting && state.hasty) return start(state);
  }
  return stay(state);
}

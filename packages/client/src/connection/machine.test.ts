import { describe, expect, it } from 'vitest';
import { initialState, type MachineContext, type MachineEvent, type MachineState } from './machine-state.js';
import { step } from './machine.js';

const context = (change: Partial<MachineContext> = {}): MachineContext => ({
  now: 10_000_000,
  random: 0.5,
  online: true,
  canCheck: false,
  canSpare: false,
  ...change,
});

const run = (state: MachineState, events: readonly MachineEvent[], at = context()): MachineState =>
  events.reduce((current, event) => step(current, event, at)[0], state);

/** A socket that has been live for so long, ms. */
const live = (life: number, change: Partial<MachineState> = {}): MachineState => ({
  ...run(
    initialState,
    [{ type: 'connect' }, { type: 'token' }, { type: 'open' }, { type: 'frame', real: true }],
    context({ now: 10_000_000 - life }),
  ),
  ...change,
});

const close = (code: number, text = ''): MachineEvent => ({ type: 'close', code, text });
const seconds = (state: MachineState): number => (state.due - 10_000_000) / 1000;
const hour = 3_600_000;

describe('what a close of a socket that was live for an hour leads to', () => {
  it.each([
    [1006, '', 'waiting', 'dropped', 0, 1],
    [1000, 'idle', 'waiting', 'dropped', 0, 1],
    [1012, 'service restart', 'waiting', 'restart', 0, 1],
    [1013, '', 'waiting', 'overloaded', 15, 18],
    [4007, '', 'waiting', 'overloaded', 15, 18],
    [1008, '', 'waiting', 'rate-limited', 60, 72],
    [4002, '', 'waiting', 'rate-limited', 60, 72],
    [4404, '', 'offline', 'offline', 48, 72],
    [4005, 'STREAM_END', 'offline', 'ended', 48, 72],
    [4004, '', 'blocked', 'no-such-user', 810, 990],
    [4400, '', 'blocked', 'bad-options', 270, 330],
    [4403, '', 'blocked', 'not-allowed', 270, 330],
    [4401, 'Evaluation period ended', 'blocked', 'plan-over', 3240, 3960],
    [4429, 'Evicted', 'waiting', 'evicted', 48, 72],
    [4429, 'Daily Demo Limit Reached', 'blocked', 'daily-limit', 3240, 3960],
    [4555, '', 'blocked', 'daily-limit', 3240, 3960],
    [4429, '60 connections per hour', 'waiting', 'hourly-limit', 3600, 3600],
    [4999, '', 'waiting', 'unknown-code', 48, 72],
  ])('R19 %i "%s" → %s, %s', (code, text, phase, reason, least, most) => {
    for (const random of [0, 0.5, 0.999]) {
      const next = run(live(hour), [close(code, text)], context({ random }));
      expect(next).toMatchObject({ stage: 'wait', phase, reason, closeCode: code });
      expect(seconds(next)).toBeGreaterThanOrEqual(least);
      expect(seconds(next)).toBeLessThanOrEqual(most + 1e-6);
    }
  });

  it('R39 spreads what a token URL asks for, to 15 minutes at most and never less', () => {
    const asked = (retryAfter: number, random: number): number =>
      seconds(
        run(
          initialState,
          [{ type: 'connect' }, { type: 'no-token', code: 'rate-limited', retryAfter }],
          context({ random }),
        ),
      );
    expect(asked(30_000, 0)).toBe(30);
    expect(asked(30_000, 1)).toBe(36);
    expect(asked(800_000, 1)).toBe(900);
    expect(asked(900_000, 1)).toBe(900);
  });

  it('a page’s own rule may ask for a longer wait', () => {
    const policy = [{ codes: [4321], then: 'retry', reason: 'mine', wait: 3600 }] as const;
    expect(seconds(run(live(hour), [close(4321)], context({ policy })))).toBe(3600);
  });

  it('the connection limit is transient just after a drop, three times, then needs a person', () => {
    let state = live(1000, { heard: false, lostAt: 10_000_000 - 20_000 });
    for (let n = 0; n < 3; n++) {
      const next = run(state, [close(4005, 'Tier Limit')]);
      expect(next).toMatchObject({ phase: 'waiting', reason: 'connection-limit' });
      expect(seconds(next)).toBe(30);
      state = live(1000, { heard: false, lostAt: 10_000_000 - 20_000, slow: next.slow });
    }
    expect(run(state, [close(4005, 'Tier Limit')])).toMatchObject({ phase: 'blocked' });
    const longAgo = live(1000, { heard: false, lostAt: 10_000_000 - 121_000 });
    expect(run(longAgo, [close(4005, 'Tier Limit')])).toMatchObject({ phase: 'blocked' });
    const again: readonly MachineEvent[] = [{ type: 'disconnect' }, { type: 'connect' }, { type: 'token' }];
    expect(run(live(hour), [...again, { type: 'open' }, close(4005, 'Tier Limit')]).phase).toBe('waiting');
    expect(run(live(1000, { lostAt: 0 }), [close(4429, 'too many connections')])).toMatchObject({ phase: 'blocked' });
  });

  it('does not fight an eviction: each wait is longer, up to five minutes', () => {
    let slow = 0;
    let last = 0;
    for (let n = 0; n < 12; n++) {
      const next = run(live(60_000, { slow }), [close(4429, 'Evicted - newer connection arrived (FIFO)')]);
      expect(seconds(next)).toBeGreaterThanOrEqual(last);
      last = seconds(next);
      ({ slow } = next);
    }
    expect(last).toBe(300);
    expect(run(live(hour, { slow }), [close(4429, 'Evicted')]).slow).toBe(1);
    // Nor does a failed dial in between make it impatient again.
    expect(run({ ...initialState, slow }, [{ type: 'connect' }, { type: 'token' }, close(1006)]).slow).toBe(slow);
  });

  it('R35 a nudge decides what the close after it means', () => {
    const nudge: MachineEvent = { type: 'frame', real: false, nudge: 'demo_limit' };
    const nudged = run(live(hour), [nudge, { type: 'frame', real: true }, close(1000)]);
    expect(nudged).toMatchObject({ phase: 'blocked', reason: 'daily-limit' });
    const planned = run(live(hour), [{ type: 'frame', real: false, nudge: 'session_limit' }, close(1000)]);
    expect(planned).toMatchObject({ phase: 'live', stage: 'token' });
    const early = run({ ...initialState, stage: 'dial' }, [{ type: 'open' }], context({ now: 9_900_000 }));
    expect(run(early, [close(4006, 'duration')])).toMatchObject({ phase: 'connecting', stage: 'token' });
  });

  it('a page can put rows before the table', () => {
    const policy = [{ codes: [4999], then: 'blocked', reason: 'mine', wait: 10 }] as const;
    const next = run(live(hour), [close(4999)], context({ policy }));
    expect(next).toMatchObject({ phase: 'blocked', reason: 'mine' });
    expect(seconds(next)).toBe(10);
  });

  it('a refused token is replaced once more after a real event', () => {
    const again = run(live(hour, { refused: 1 }), [{ type: 'frame', real: true }, close(4003)]);
    expect(again).toMatchObject({ stage: 'token', stale: true });
    expect(run(live(hour, { refused: 1 }), [close(4003)])).toMatchObject({ phase: 'blocked', stale: true });
  });

  it('a token URL that refuses is asked again in five minutes', () => {
    for (const random of [0, 0.999]) {
      const next = run(initialState, [{ type: 'connect' }, { type: 'no-token', code: 'refused' }], context({ random }));
      expect(next.phase).toBe('blocked');
      expect(seconds(next)).toBeCloseTo(300 + (random ? 30 : -30), 0);
    }
  });

  it('planned cuts in a row within seconds are no plan', () => {
    const first = run(live(1000, { attempt: 0 }), [close(4006, 'duration')]);
    expect(first.stage).toBe('token');
    const again = run(first, [{ type: 'token' }, { type: 'open' }, close(4006, 'duration')]);
    expect(again).toMatchObject({ stage: 'wait', phase: 'waiting' });
  });
});

describe('the backoff', () => {
  it('begins anew after 30 s with a frame, never on open alone', () => {
    const failing = { ...initialState, attempt: 5, outageAt: 1 };
    const healthy = { ...live(31_000), attempt: 5, outageAt: 1 };
    expect(run(healthy, [close(1006)]).attempt).toBe(1);
    expect(run({ ...healthy, heard: false }, [close(1006)]).attempt).toBe(6);
    expect(run({ ...live(29_000), attempt: 5 }, [close(1006)]).attempt).toBe(6);
    const open = run(failing, [{ type: 'connect' }, { type: 'token' }, { type: 'open' }]);
    expect(open.attempt).toBe(5);
    expect(run(open, [{ type: 'due' }]).attempt).toBe(5);
    expect(run(open, [{ type: 'frame', real: true }, { type: 'due' }]).attempt).toBe(0);
  });

  it.each([
    ['a loss', live(1000), close(1006)],
    ['a token URL that fails', run(initialState, [{ type: 'connect' }]), { type: 'no-token', code: 'server' } as const],
  ])('after %s waits up to ten seconds for two minutes, then up to thirty', (_, state, event) => {
    const wait = (outage: number): number => {
      const outageAt = outage && 10_000_000 - outage;
      return seconds(run({ ...state, attempt: 12, outageAt }, [event], context({ random: 1 })));
    };
    expect([wait(0), wait(119_000), wait(121_000)]).toEqual([10, 10, 30]);
    const first = run(state, [event]);
    expect(first.outageAt).toBe(10_000_000);
    expect(run({ ...state, outageAt: 7 }, [event]).outageAt).toBe(7);
  });

  it('a stream that was over for hours was no outage', () => {
    expect(run(live(1000, { attempt: 9, outageAt: 7 }), [close(4404)])).toMatchObject({ attempt: 0, outageAt: 0 });
  });

  it('what a person asked for once does not count for the tries after it', () => {
    const manual = run({ ...initialState, hasty: true }, [{ type: 'reconnect' }]);
    expect(manual.manual).toBe(true);
    expect(run(manual, [{ type: 'no-token', code: 'server' }]).manual).toBe(false);
    expect(run(manual, [{ type: 'token' }, { type: 'open' }]).manual).toBe(false);
    const waiting = run(manual, [{ type: 'budget', wait: 5000 }]);
    expect(run(waiting, [{ type: 'online' }])).toEqual(waiting);
  });
});

describe('failed handshakes', () => {
  const fail = (state: Partial<MachineState>, online = true): MachineState =>
    run({ ...initialState, stage: 'dial', ...state }, [close(1006)], context({ online }));

  it('six in a row are a refusal, unless a socket was open five minutes ago', () => {
    expect(fail({ early: 5 })).toMatchObject({ reason: 'refused', hasty: true });
    expect(seconds(fail({ early: 5 }))).toBe(120);
    expect(fail({ early: 5, lostAt: 10_000_000 - 299_000 }).reason).toBe('unreachable');
    expect(fail({ early: 5, lostAt: 10_000_000 - 301_000 }).reason).toBe('refused');
    expect(run(fail({ early: 4 }), [{ type: 'due' }, { type: 'token' }, { type: 'open' }]).early).toBe(0);
  });

  it('without a network count as nothing else', () => {
    expect(fail({ early: 5 }, false)).toMatchObject({ reason: 'network', early: 5 });
    expect(run(fail({ early: 5 }), [{ type: 'online' }])).toMatchObject({ stage: 'token', early: 0 });
  });
});

describe('a second socket', () => {
  it('that is still dialled when the first one ends shows as a dial, where nothing real has come', () => {
    const state: MachineState = { ...live(hour, { spare: 'dial' }), phase: 'connected', reason: 'connected' };
    const next = run(state, [close(4006)]);
    expect(next).toMatchObject({ stage: 'dial', phase: 'connecting', reason: 'dial', attempt: 0 });
  });
});

describe('what comes late', () => {
  it('is not heard in a state that did not ask for it', () => {
    const late: readonly MachineEvent[] = [
      { type: 'token' },
      { type: 'no-token', code: 'server' },
      { type: 'open' },
      { type: 'frame', real: true },
      close(1006),
      { type: 'silent' },
      { type: 'budget', wait: 5 },
      { type: 'checked', live: true },
      { type: 'online' },
      { type: 'visible' },
      { type: 'wake' },
      { type: 'back' },
      { type: 'due' },
      { type: 'swap' },
      { type: 'spare', is: 'open' },
    ];
    const ended = run(initialState, [{ type: 'connect' }, { type: 'disconnect' }]);
    for (const event of late) {
      expect(step(initialState, event, context())).toEqual([initialState, []]);
      expect(step(ended, event, context())).toEqual([ended, []]);
    }
  });

  it('the network or a wake cuts no wait short that the service asked for', () => {
    for (const [code, text] of [
      [4429, 'Evicted'],
      [4002, ''],
      [1013, ''],
      [4404, ''],
    ] as const) {
      const waiting = run(live(hour), [close(code, text)]);
      for (const type of ['online', 'wake', 'visible', 'connect'] as const) {
        expect(step(waiting, { type }, context())).toEqual([waiting, []]);
      }
    }
    const dropped = run(live(hour), [close(1006)]);
    expect(step(dropped, { type: 'online' }, context())[1]).toEqual(['drop', 'token']);
  });
});

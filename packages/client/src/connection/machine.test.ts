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
  });

  it('R35 a nudge decides what the close after it means', () => {
    const nudged = run(live(hour), [{ type: 'frame', real: false, nudge: 'demo_limit' }, close(1000)]);
    expect(nudged).toMatchObject({ phase: 'blocked', reason: 'daily-limit' });
    const planned = run(live(hour), [{ type: 'frame', real: false, nudge: 'session_limit' }, close(1000)]);
    expect(planned).toMatchObject({ phase: 'live', stage: 'token' });
  });

  it('a page can put rows before the table', () => {
    const policy = [{ codes: [4999], then: 'blocked', reason: 'mine', wait: 10 }] as const;
    const next = run(live(hour), [close(4999)], context({ policy }));
    expect(next).toMatchObject({ phase: 'blocked', reason: 'mine' });
    expect(seconds(next)).toBe(10);
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
    expect(run(failing, [{ type: 'connect' }, { type: 'token' }, { type: 'open' }]).attempt).toBe(5);
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

import { closeCodeFault } from './close-codes.js';
import type { FaultRule } from './faults.js';
import { isRecord } from './recording.js';
import { readFaultRule } from './read-fault-rule.js';
import { isSampleKind, sampleFrames } from './show/sample-frames.js';
import type { Simulator } from './simulator-options.js';

interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Body = Readonly<Record<string, unknown>>;

const ok = (body: object = {}): ControlAnswer => ({ status: 200, body: { ok: true, ...body } });
const bad = (error: string): ControlAnswer => ({ status: 400, body: { error } });
const creatorIn = (body: Body): string | undefined =>
  typeof body['creator'] === 'string' && body['creator'] ? body['creator'] : undefined;
const numberIn = (body: Body, name: string): number | undefined =>
  typeof body[name] === 'number' && Number.isFinite(body[name]) ? body[name] : undefined;

let samples = 0;

/** The control API: what `Simulator` offers to a test, for a person with curl or the page at `/`. */
export function answerControl(method: string, path: string, body: unknown, simulator: Simulator): ControlAnswer {
  const call = `${method} ${path}`;
  if (call === 'GET /_control/state') return state(simulator);
  if (call === 'GET /_control/faults') return ok({ faults: simulator.faults.rules });
  if (call === 'DELETE /_control/faults') {
    simulator.faults.clear();
    return ok();
  }
  if (method !== 'POST') return { status: 405, body: { error: `${method} is not known here` } };
  if (path === '/_control/faults') return faults(body, simulator);
  if (!isRecord(body)) return bad('the body must be a JSON object');
  switch (path) {
    case '/_control/send':
      return send(body, simulator);
    case '/_control/live':
      return live(body, simulator);
    case '/_control/close':
      return close(body, simulator);
    case '/_control/drop':
      for (const socket of simulator.sockets) socket.drop();
      return ok();
    case '/_control/restart': {
      const ms = numberIn(body, 'ms') ?? 2_000;
      // After the answer has left: the restart cuts this connection too.
      setTimeout(() => void simulator.restart(ms, { polite: body['polite'] === true }), 50);
      return ok({ ms });
    }
    default:
      return { status: 404, body: { error: `nothing at ${path}` } };
  }
}

function state(simulator: Simulator): ControlAnswer {
  return ok({
    stats: simulator.stats,
    sockets: simulator.sockets.map(({ id, creator, openedAt, sent }) => ({ id, creator, openedAt, sent })),
    faults: simulator.faults.rules,
    log: simulator.log.slice(-100),
  });
}

function faults(body: unknown, simulator: Simulator): ControlAnswer {
  const rules: FaultRule[] = [];
  for (const value of Array.isArray(body) ? body : [body]) {
    const rule = readFaultRule(value);
    if (typeof rule === 'string') return bad(rule);
    rules.push(rule);
  }
  rules.forEach((rule) => simulator.faults.add(rule));
  return ok({ faults: simulator.faults.rules.length });
}

function send(body: Body, simulator: Simulator): ControlAnswer {
  const creator = creatorIn(body);
  const { frame, text, event } = body;
  if (isRecord(frame)) simulator.send(frame, creator);
  else if (typeof text === 'string') simulator.send(text, creator);
  else if (isSampleKind(event)) {
    samples += 1;
    for (const sample of sampleFrames(event, {
      seed: samples,
      startTime: Date.now(),
      assetBase: `${simulator.url}/assets`,
    })) {
      simulator.send(sample, creator);
    }
  } else return bad('give "frame" (an object), "text", or "event" (the name of a sample)');
  return ok({ sockets: simulator.sockets.length });
}

function live(body: Body, simulator: Simulator): ControlAnswer {
  const creator = creatorIn(body);
  if (!creator || typeof body['live'] !== 'boolean') return bad('give "creator" and "live" (true or false)');
  simulator.setLive(creator, body['live']);
  return ok();
}

function close(body: Body, simulator: Simulator): ControlAnswer {
  const code = numberIn(body, 'code') ?? 1000;
  const reason = typeof body['reason'] === 'string' ? body['reason'] : '';
  const fault = closeCodeFault(code, reason);
  if (fault) return bad(fault);
  for (const socket of simulator.sockets) socket.close(code, reason);
  return ok();
}

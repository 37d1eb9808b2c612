import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { closeWords } from './close-codes.js';
import { creatorName } from './admission.js';
import { FaultBook } from './faults.js';
import { HttpDoor } from './http-door.js';
import { Journal } from './journal.js';
import { defaultLimits, HitWindow } from './limits.js';
import { Listener } from './listener.js';
import { PageDoor } from './page-door.js';
import { parseRecording } from './recording.js';
import { createShow } from './show/create-show.js';
import { playShow } from './show/play-show.js';
import type { TimedFrame } from './show/timed-frame.js';
import { ServiceDoor } from './service-door.js';
import type { Simulator, SimulatorOptions } from './simulator-options.js';
import { SocketDoor } from './socket-door.js';
import { Stage } from './stage.js';
import { fingerprint, signToken } from './token.js';

/**
 * Starts a local stand-in of the service: HTTP and WebSocket on one port.
 * @throws what listening throws (`EADDRINUSE`), what reading the recording throws, RecordingError
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { now = Date.now, autoplay = true, loop = false, speed = 1, seed = 1, apiKeys } = options;
  const { host = '127.0.0.1', scenario = 'evening', shape = 'docs' } = options;
  const recording = options.recording ? parseRecording(await readFile(options.recording, 'utf8')) : undefined;
  const limits = { ...defaultLimits, ...options.limits };
  const secret = randomBytes(32).toString('hex');
  const journal = new Journal(now, options.log);
  const faults = new FaultBook(options.random);
  const listener = new Listener(options.port ?? 0, host);
  const isKey = (key: string): boolean => key !== '' && (!apiKeys || apiKeys.includes(key));
  const address = (): string => `${host.includes(':') ? `[${host}]` : host}:${listener.port}`;

  const assetBase = (): string => `http://${address()}/assets`;

  const program = (creator: string, stream: number): Iterable<TimedFrame> =>
    recording ??
    createShow({
      seed: seed + stream - 1,
      creator,
      scenario,
      shape,
      startTime: now(),
      assetBase: assetBase(),
      ...(options.duration !== undefined && { duration: options.duration }),
    });
  const stages = new Map<string, Stage>();
  const liveAtStart = options.creators?.map(creatorName);
  const stageOf = (creator: string): Stage => {
    const known = stages.get(creator);
    if (known) return known;
    const stage = new Stage({
      creator,
      live: liveAtStart?.includes(creator) ?? true,
      program: (stream) => program(creator, stream),
      autoplay,
      loop,
      speed,
    });
    stages.set(creator, stage);
    return stage;
  };
  const isLive = (creator: string): boolean => stages.get(creator)?.live ?? liveAtStart?.includes(creator) ?? true;

  const mint: Simulator['mint'] = (claims = {}) => {
    const iat = Math.floor(now() / 1000);
    return signToken(
      {
        ...(claims.allowedCreators && { allowedCreators: claims.allowedCreators }),
        maxWebSockets: claims.maxWebsockets ?? 1,
        keyHash: fingerprint(claims.apiKey ?? 'page'),
        iat,
        exp: iat + (claims.expireAfter ?? 3600),
        jti: randomUUID(),
      },
      secret,
    );
  };
  const down = async (): Promise<void> => {
    if (!listener.server.listening) return;
    journal.add({ type: 'down' });
    await listener.down();
  };
  const up = async (): Promise<void> => {
    if (listener.server.listening || closed) return;
    await listener.up();
    journal.add({ type: 'up' });
  };
  const restart: Simulator['restart'] = async (ms, { polite = false } = {}) => {
    if (polite) {
      door.sessions.forEach((session) => session.close(closeWords.restart.code, closeWords.restart.reason));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await down();
    await new Promise((resolve) => setTimeout(resolve, ms));
    await up();
  };
  const setLive: Simulator['setLive'] = (creator, live) => {
    const name = creatorName(creator);
    journal.add({ type: 'live', creator: name, reason: live ? 'live' : 'offline' });
    stageOf(name).setLive(live);
  };
  const send: Simulator['send'] = (frame, creator) => {
    const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
    const object = typeof frame === 'string' ? undefined : frame;
    for (const stage of creator === undefined ? stages.values() : [stageOf(creatorName(creator))]) {
      stage.broadcast(text, object);
    }
  };

  const refusedToken = options.tokenCloseCode === 4003 ? closeWords.authFailed : closeWords.badToken;
  const door = new SocketDoor({
    server: listener.server,
    journal,
    faults,
    limits,
    secret,
    isKey,
    isLive,
    stageOf,
    refusedToken,
    now,
    restart: (ms) => void restart(ms),
  });
  let closed = false;
  const simulator: Simulator = {
    get port() {
      return listener.port;
    },
    get url() {
      return `http://${address()}`;
    },
    get wsUrl() {
      return `ws://${address()}`;
    },
    get tokenUrl() {
      return `http://${address()}/_token`;
    },
    get liveUrl() {
      return `http://${address()}/_live`;
    },
    log: journal.entries,
    get sockets() {
      return [...door.sessions];
    },
    faults,
    get stats() {
      return { ...door.stats, requests: service.requests + page.requests, tokens: service.tokens + page.tokens };
    },
    setLive,
    send,
    play: (frames, { speed: pace = 1, creator, signal } = {}) =>
      playShow(frames, {
        speed: pace,
        ...(signal && { signal }),
        ready: () => [...stages.values()].every((stage) => stage.flowing),
        onFrame: (frame) => send(frame, creator),
      }),
    mint,
    down,
    up,
    restart,
    waitFor: (matches, timeoutMs) => journal.waitFor(matches, timeoutMs),
    close: async () => {
      closed = true;
      stages.forEach((stage) => stage.stop());
      door.sessions.forEach((session) => session.drop());
      await listener.down();
    },
  };
  const page = new PageDoor({
    journal,
    faults,
    mint,
    isLive,
    room: (creator) => stageOf(creator).facts,
    pageToken: options.pageToken ?? {},
  });
  const service = new ServiceDoor({
    journal,
    faults,
    mint,
    requestsPerMinute: new HitWindow(limits.requestsPerMinute, 60_000),
    world: {
      secret,
      now,
      isKey,
      isLive,
      room: (creator) => stageOf(creator).facts,
      creatorOfRoom: (roomId) => [...stages.values()].find((stage) => stage.facts.roomId === roomId)?.creator,
      openSockets: (keyHash) => door.openOf(keyHash),
      maxWebsockets: limits.maxWebsockets,
      assetBase,
      errorBody: options.errorBody ?? 'documented',
    },
  });
  const http = new HttpDoor({ simulator, journal, service, page });
  listener.server.on('request', (request, response) => void http.handle(request, response));
  await listener.up();
  return simulator;
}

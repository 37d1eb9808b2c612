import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { creatorName } from './admission.js';
import { closeWords } from './close-codes.js';
import { FaultBook } from './faults.js';
import { HttpDoor } from './http-door.js';
import { Journal } from './journal.js';
import { defaultLimits, HitWindow } from './limits.js';
import { Listener } from './listener.js';
import { PageDoor } from './page-door.js';
import { parseRecording } from './recording.js';
import { ServiceDoor } from './service-door.js';
import { playShow } from './show/play-show.js';
import type { Simulator, SimulatorOptions } from './simulator-options.js';
import { SocketDoor } from './socket-door.js';
import { Stages } from './stages.js';
import { Switchboard } from './switchboard.js';
import { fingerprint, signToken } from './token.js';

/**
 * Starts a local stand-in of the service: HTTP and WebSocket on one port.
 * @throws what listening throws (`EADDRINUSE`), what reading the recording throws, RecordingError
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', now = Date.now, apiKeys, errorBody = 'documented', pageToken = {} } = options;
  const frames = options.recording ? parseRecording(await readFile(options.recording, 'utf8')) : undefined;
  const limits = { ...defaultLimits, ...options.limits };
  const secret = randomBytes(32).toString('hex');
  const journal = new Journal(now, options.log);
  const faults = new FaultBook(options.random);
  const listener = new Listener(options.port ?? 0, host);
  const address = (): string => `${host.includes(':') ? `[${host}]` : host}:${listener.port}`;
  const assetBase = (): string => `http://${address()}/assets`;
  const stages = new Stages({ ...options, now, frames, assetBase });
  const isKey = (key: string): boolean => key !== '' && (apiKeys?.includes(key) ?? true);
  const isLive = (creator: string): boolean => stages.isLive(creator);
  const room = (creator: string) => stages.room(creator);
  const mint = minter(secret, now);

  const sockets: SocketDoor = new SocketDoor({
    server: listener.server,
    journal,
    faults,
    limits,
    secret,
    isKey,
    isLive,
    now,
    stageOf: (creator) => stages.of(creator),
    refusedToken: options.tokenCloseCode === 4003 ? closeWords.authFailed : closeWords.badToken,
    restart: (ms) => void power.restart(ms, false),
  });
  const power = new Switchboard(listener, journal, () => sockets.sessions);
  const page = new PageDoor({ journal, faults, mint, isLive, room, pageToken });
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
      room,
      creatorOfRoom: (roomId) => stages.creatorOfRoom(roomId),
      openSockets: (keyHash) => sockets.openOf(keyHash),
      maxWebsockets: limits.maxWebsockets,
      assetBase,
      errorBody,
    },
  });

  await listener.up();
  const url = `http://${address()}`;
  const simulator: Simulator = {
    port: listener.port,
    url,
    wsUrl: `ws://${address()}`,
    tokenUrl: `${url}/_token`,
    liveUrl: `${url}/_live`,
    log: journal.entries,
    get sockets() {
      return sockets.sessions;
    },
    get stats() {
      return {
        ...sockets.stats,
        requests: service.requests + page.requests,
        tokens: service.tokens + page.tokens,
      };
    },
    faults,
    mint,
    setLive: (creator, live) => {
      const name = creatorName(creator);
      journal.add({ type: 'live', creator: name, reason: live ? 'live' : 'offline' });
      stages.of(name).setLive(live);
    },
    send: (frame, creator) => stages.send(frame, creator),
    play: (list, { speed = 1, creator, signal } = {}) =>
      playShow(list, {
        speed,
        ...(signal && { signal }),
        ready: () => stages.flowing,
        onFrame: (frame) => stages.send(frame, creator),
      }),
    down: () => power.down(),
    up: () => power.up(),
    restart: (ms, { polite = false } = {}) => power.restart(ms, polite),
    waitFor: (matches, timeoutMs) => journal.waitFor(matches, timeoutMs),
    close: async () => {
      stages.stop();
      await power.close();
    },
  };
  const http = new HttpDoor({ simulator, journal, service, page });
  listener.server.on('request', (request, response) => void http.handle(request, response));
  return simulator;
}

function minter(secret: string, now: () => number): Simulator['mint'] {
  return ({ apiKey = 'page', expireAfter = 3600, allowedCreators, maxWebsockets = 1 } = {}) => {
    const iat = Math.floor(now() / 1000);
    return signToken(
      {
        ...(allowedCreators && { allowedCreators }),
        maxWebSockets: maxWebsockets,
        keyHash: fingerprint(apiKey),
        iat,
        exp: iat + expireAfter,
        jti: randomUUID(),
      },
      secret,
    );
  };
}

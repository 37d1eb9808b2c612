import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { admit, creatorName, type Admission } from './admission.js';
import { closeWords, type CloseWord } from './close-codes.js';
import type { FaultAction, FaultBook } from './faults.js';
import { maskPath, type Journal } from './journal.js';
import { HitWindow, type SimulatorLimits } from './limits.js';
import { strikeUpgrade } from './request-faults.js';
import { Session } from './session.js';
import type { Stage } from './stage.js';
import { fingerprint } from './token.js';

export interface SocketDoorOptions {
  readonly server: Server;
  readonly journal: Journal;
  readonly faults: FaultBook;
  readonly limits: SimulatorLimits;
  readonly secret: string;
  readonly isKey: (key: string) => boolean;
  readonly isLive: (creator: string) => boolean;
  readonly stageOf: (creator: string) => Stage;
  readonly refusedToken: CloseWord;
  readonly now: () => number;
  readonly restart: (ms: number) => void;
}

interface Member {
  readonly session: Session;
  readonly admission: Admission;
}

/** Takes upgrades, checks them, and keeps the sockets within their limits. */
export class SocketDoor {
  readonly #options: SocketDoorOptions;
  readonly #wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1_000_000 });
  /** In the order of their opening: the first of a group is the one that is evicted. */
  readonly #members = new Set<Member>();
  readonly #connects: HitWindow;
  #count = 0;
  #connectCount = 0;
  #refused = 0;
  #mostOpen = 0;
  #frames = 0;
  #bytes = 0;

  constructor(options: SocketDoorOptions) {
    this.#options = options;
    this.#connects = new HitWindow(options.limits.connectsPerHour, 3_600_000);
    options.server.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
  }

  get sessions(): Session[] {
    return [...this.#members].map(({ session }) => session);
  }

  get stats() {
    return {
      connects: this.#connectCount,
      refused: this.#refused,
      open: this.#members.size,
      mostOpen: this.#mostOpen,
      frames: this.#frames,
      bytes: this.#bytes,
    };
  }

  /** Open sockets of one API key. */
  openOf(keyHash: string): number {
    return this.#group((admission) => admission.keyHash === keyHash).length;
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { journal, faults } = this.#options;
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'http://localhost');
    const creator = creatorName(url.searchParams.get('uniqueId'));
    const credential = url.searchParams.get('jwtKey') ?? url.searchParams.get('apiKey');
    this.#connectCount += 1;
    journal.add({
      type: 'connect',
      path: maskPath(url),
      creator,
      ...(credential && { token: fingerprint(credential, 8) }),
    });
    if (url.pathname !== '/') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const actions = faults.take({ on: 'upgrade', path: '/', creator });
    actions.forEach((action) => journal.add({ type: 'fault', action: action.type, creator, reason: 'upgrade' }));
    if (!(await strikeUpgrade(actions, socket))) return;
    this.#wss.handleUpgrade(request, socket, head, (ws) => this.#opened(ws, url, creator, actions));
  }

  #opened(ws: WebSocket, url: URL, creator: string, actions: readonly FaultAction[]): void {
    const { journal, limits, secret, isKey, isLive, refusedToken, now } = this.#options;
    ws.on('error', () => ws.terminate());
    const admission = admit(
      { creator, apiKey: url.searchParams.get('apiKey'), jwtKey: url.searchParams.get('jwtKey') },
      { secret, isKey, isLive, refusedToken, now: now(), countConnect: (key) => this.#connects.take(key, now()) },
    );
    if ('code' in admission) {
      const reason =
        admission === closeWords.hourly
          ? admission.reason.replace('60', String(limits.connectsPerHour))
          : admission.reason;
      this.#refused += 1;
      journal.add({ type: 'refused', creator, code: admission.code, reason });
      ws.close(admission.code, reason);
      return;
    }
    this.#admit(ws, creator, admission, actions);
  }

  #admit(ws: WebSocket, creator: string, admission: Admission, upgradeActions: readonly FaultAction[]): void {
    const { journal, faults, limits, stageOf, now, restart } = this.#options;
    this.#makeRoom(admission);
    this.#count += 1;
    const session = new Session({
      id: this.#count,
      creator,
      openedAt: now(),
      socket: ws,
      faults,
      restart,
      onSent: (bytes) => {
        this.#frames += 1;
        this.#bytes += bytes;
      },
      onFault: (action, { id }) => journal.add({ type: 'fault', action: action.type, creator, socket: id }),
    });
    const member: Member = { session, admission };
    this.#members.add(member);
    this.#mostOpen = Math.max(this.#mostOpen, this.#members.size);
    journal.add({ type: 'open', creator, socket: session.id });

    const stage = stageOf(creator);
    ws.once('close', (code, reason) => {
      this.#members.delete(member);
      stage.leave(session);
      const word = session.closedWith ?? { code, reason: reason.toString() };
      journal.add({ type: 'close', creator, socket: session.id, ...word });
    });
    session.later(limits.sessionMs, () => this.#endSession(session));
    session.strike(upgradeActions);
    const actions = faults.take({ on: 'open', path: '/', creator, socket: session.id });
    session.strike(actions);
    if (ws.readyState === ws.OPEN) stage.join(session);
  }

  /** The nudge that names the cap, then the close (protocol section 1.5). */
  #endSession(session: Session): void {
    session.send({
      type: 'session_limit',
      message: 'Session length limit reached.',
      upgrade_url: 'https://tik.tools/pricing',
      sessionMaxMs: this.#options.limits.sessionMs,
    });
    session.close(closeWords.sessionLength.code, closeWords.sessionLength.reason);
  }

  /** Evicts the oldest of the token, then of the key, until one more fits. */
  #makeRoom({ keyHash, tokenId, tokenSockets }: Admission): void {
    if (tokenId !== undefined && tokenSockets !== undefined) {
      this.#evict((admission) => admission.tokenId === tokenId, tokenSockets);
    }
    this.#evict((admission) => admission.keyHash === keyHash, this.#options.limits.maxWebsockets);
  }

  #evict(belongs: (admission: Admission) => boolean, limit: number): void {
    const group = this.#group(belongs);
    for (const member of group.slice(0, Math.max(0, group.length - limit + 1))) {
      this.#members.delete(member);
      this.#options.journal.add({ type: 'evicted', creator: member.session.creator, socket: member.session.id });
      member.session.close(closeWords.evicted.code, closeWords.evicted.reason);
    }
  }

  #group(belongs: (admission: Admission) => boolean): Member[] {
    return [...this.#members].filter(({ admission }) => belongs(admission));
  }
}

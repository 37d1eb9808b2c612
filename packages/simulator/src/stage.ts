import { createHash } from 'node:crypto';
import { closeWords } from './close-codes.js';
import { isRecord } from './recording.js';
import type { Session } from './session.js';
import { playShow } from './show/play-show.js';
import type { Frame, TimedFrame } from './show/timed-frame.js';

/** What the REST answers say of a room. */
export interface RoomFacts {
  readonly roomId: string;
  readonly title: string;
  readonly viewers: number;
  readonly likes: number;
  readonly hostName: string;
}

export interface StageOptions {
  readonly creator: string;
  readonly live: boolean;
  /** The frames of the creator's nth stream. */
  readonly program: (stream: number) => Iterable<TimedFrame>;
  readonly autoplay: boolean;
  /** Begin again at the end while somebody is there. */
  readonly loop: boolean;
  readonly speed: number;
}

/** A stream goes on without watchers for this long, so that a reconnect finds it where it is. */
const keepPlayingMs = 30_000;
/** Bytes a receiver may lag behind before the play waits for it. */
const backlogLimit = 4_000_000;

/** One creator's LIVE: who watches, and what plays. */
export class Stage {
  readonly creator: string;
  live: boolean;
  readonly sessions = new Set<Session>();
  readonly #options: StageOptions;
  #stream = 1;
  #facts: RoomFacts;
  #roomInfo: Frame;
  /** Whether the program's own first frame is `roomInfo`. */
  #opensItself = false;
  #playing: AbortController | undefined;
  #leaving: NodeJS.Timeout | undefined;

  constructor(options: StageOptions) {
    this.#options = options;
    this.creator = options.creator;
    this.live = options.live;
    [this.#roomInfo, this.#facts] = this.#opening();
  }

  get facts(): RoomFacts {
    return this.#facts;
  }

  /** Takes a socket in: `roomInfo` first, then what plays. */
  join(session: Session): void {
    clearTimeout(this.#leaving);
    this.sessions.add(session);
    // A play that starts now brings its own roomInfo as its first frame.
    if (this.#options.autoplay && !this.#playing) this.#start(session);
    else session.send(this.#roomInfo);
  }

  leave(session: Session): void {
    if (!this.sessions.delete(session) || this.sessions.size > 0 || !this.#playing) return;
    this.#leaving = setTimeout(() => this.stop(), keepPlayingMs);
    this.#leaving.unref();
  }

  /** Sends to everybody who watches. */
  broadcast(text: string, frame: Frame | undefined): void {
    if (frame) this.#learn(frame);
    for (const session of this.sessions) session.deliver(text, frame);
  }

  /** Whether every watcher keeps up. */
  get flowing(): boolean {
    for (const session of this.sessions) if (session.backlog > backlogLimit) return false;
    return true;
  }

  stop(): void {
    clearTimeout(this.#leaving);
    this.#playing?.abort();
    this.#playing = undefined;
  }

  /** The stream begins (a new room) or ends: `streamEnd`, then 4005 for everybody. */
  setLive(live: boolean): void {
    if (live === this.live) return;
    this.live = live;
    if (live) {
      this.#stream += 1;
      [this.#roomInfo, this.#facts] = this.#opening();
      return;
    }
    this.stop();
    const frame = {
      event: 'streamEnd',
      data: { type: 'streamEnd', uniqueId: this.creator, reason: 'creator_offline', reconnect: true, closeCode: 4005 },
    };
    this.broadcast(JSON.stringify(frame), frame);
    for (const session of this.sessions) session.close(closeWords.streamEnd.code, closeWords.streamEnd.reason);
  }

  #start(first: Session): void {
    const playing = new AbortController();
    this.#playing = playing;
    const program = this.#options.program(this.#stream);
    if (!this.#opensItself) first.send(this.#roomInfo);
    void playShow(program, {
      speed: this.#options.speed,
      signal: playing.signal,
      ready: () => this.flowing,
      onFrame: (frame, text) => this.broadcast(text, frame),
    }).then((complete) => {
      if (!complete || this.#playing !== playing) return;
      this.#playing = undefined;
      const [someone] = this.sessions;
      if (this.#options.loop && someone) this.#start(someone);
    });
  }

  /** The first `roomInfo` of the program, or one made up. */
  #opening(): [Frame, RoomFacts] {
    const made = emptyFacts(this.creator, this.#stream);
    const [first] = this.#options.program(this.#stream);
    this.#opensItself = first?.frame['event'] === 'roomInfo';
    if (first && this.#opensItself) return [first.frame, factsOf(first.frame, made)];
    return [roomInfoOf(this.creator, made), made];
  }

  #learn(frame: Frame): void {
    const data = isRecord(frame['data']) ? frame['data'] : undefined;
    if (frame['event'] === 'roomInfo') {
      this.#roomInfo = frame;
      this.#facts = factsOf(frame, this.#facts);
    } else if (frame['event'] === 'roomUserSeq' && typeof data?.['viewerCount'] === 'number') {
      this.#facts = { ...this.#facts, viewers: data['viewerCount'] };
    } else if (frame['event'] === 'like') {
      const total = data?.['totalLikeCount'] ?? data?.['totalLikes'];
      if (typeof total === 'number' && total > this.#facts.likes) this.#facts = { ...this.#facts, likes: total };
    }
  }
}

function emptyFacts(creator: string, stream: number): RoomFacts {
  const digest = createHash('sha256').update(`${creator}/${stream}`).digest();
  const roomId = `74${String(digest.readBigUInt64BE() % 10n ** 17n).padStart(17, '0')}`;
  return { roomId, title: `${creator} is live`, viewers: 0, likes: 0, hostName: creator };
}

function factsOf(frame: Frame, known: RoomFacts): RoomFacts {
  const info = isRecord(frame['roomInfo']) ? frame['roomInfo'] : {};
  const owner = isRecord(info['owner']) ? info['owner'] : {};
  const text = (value: unknown, fallback: string): string => (typeof value === 'string' && value ? value : fallback);
  const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);
  return {
    roomId: text(frame['roomId'], known.roomId),
    title: text(info['title'], known.title),
    viewers: number(info['user_count'], known.viewers),
    likes: number(info['like_count'], known.likes),
    hostName: text(owner['nickname'], known.hostName),
  };
}

function roomInfoOf(creator: string, facts: RoomFacts): Frame {
  return {
    event: 'roomInfo',
    roomId: facts.roomId,
    uniqueId: creator,
    roomInfo: {
      title: facts.title,
      user_count: facts.viewers,
      like_count: facts.likes,
      owner: { nickname: facts.hostName, uniqueId: creator },
    },
  };
}

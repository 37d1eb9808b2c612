import {
  emptyRoom,
  type ChatEntry,
  type ChatEvent,
  type ConnectionState,
  type EmoteEvent,
  type InjectedEvent,
  type LiveClient,
  type LiveClientEvents,
  type RoomState,
  type Streak,
  type User,
} from '@tiktool-widgets/client';

type Listener = (payload: never) => void;

const someone: User = { id: '7', handle: 'ada', nickname: 'Ada', roles: [] };

const quiet: ConnectionState = {
  state: 'idle',
  reason: 'idle',
  message: 'Not connected.',
  attempt: 0,
  since: 0,
  via: 'own',
};

/** A client without a connection whose room a test writes. */
export class FakeClient implements LiveClient {
  creator = 'ada';
  isLeader = true;
  state = quiet;
  room = emptyRoom;
  readonly calls: string[] = [];
  readonly #listeners = new Map<string, Set<Listener>>();
  #serial = 0;

  connect(): void {
    this.calls.push('connect');
  }
  disconnect(): void {
    this.calls.push('disconnect');
  }
  reconnect(): void {
    this.calls.push('reconnect');
  }
  dispose(): void {
    this.calls.push('dispose');
  }
  inject(events: InjectedEvent | readonly InjectedEvent[]): void {
    this.calls.push(`inject ${JSON.stringify(events)}`);
  }

  on<K extends keyof LiveClientEvents>(kind: K, listener: (payload: LiveClientEvents[K]) => void): () => void {
    const set = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, set.add(listener));
    return () => set.delete(listener);
  }

  /** How many listeners there are in all. */
  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }

  emit<K extends keyof LiveClientEvents>(kind: K, payload: LiveClientEvents[K]): void {
    for (const listener of this.#listeners.get(kind) ?? [])
      (listener as (payload: LiveClientEvents[K]) => void)(payload);
  }

  setRoom(part: Partial<RoomState>): void {
    this.room = { ...this.room, ...part };
    this.emit('room', this.room);
  }

  setState(state: ConnectionState['state'], message: string = state, more: Partial<ConnectionState> = {}): void {
    this.state = { ...quiet, state, reason: state, message, ...more };
    this.emit('state', this.state);
  }

  /** Adds a chat line, newest last, and returns its entry. */
  say(
    text: string,
    user: Partial<User> = {},
    more: Partial<Omit<ChatEntry, 'event'>> & { event?: Partial<ChatEvent> | Partial<EmoteEvent> } = {},
  ): ChatEntry {
    const serial = String(++this.#serial);
    const { event, ...entry } = more;
    const added: ChatEntry = {
      key: `k${serial}`,
      receivedAt: Date.now(),
      first: false,
      ...entry,
      event: {
        kind: 'chat',
        id: `m${serial}`,
        time: Date.now(),
        text,
        emotes: [],
        ...event,
        user: { ...someone, ...user },
      } as ChatEntry['event'],
    };
    this.setRoom({ chat: [...this.room.chat, added].slice(-500) });
    return added;
  }

  /** Takes a line out of the log, as a deletion does. */
  remove(entry: ChatEntry): void {
    this.setRoom({ chat: this.room.chat.filter((other) => other !== entry) });
  }

  /** Adds a streak, or changes the one with this id. */
  give(
    id: string,
    part: Partial<Omit<Streak, 'user' | 'gift'>> & { user?: Partial<User>; gift?: Partial<Streak['gift']> } = {},
  ): void {
    const now = Date.now();
    const { user, gift, ...rest } = part;
    const old = this.room.streaks.find((streak) => streak.id === id);
    const base: Streak = old ?? {
      id,
      eventId: `e${id}`,
      user: someone,
      gift: { id: '5655', name: 'Rose', diamonds: 1 },
      count: 1,
      forHost: true,
      startedAt: now,
      updatedAt: now,
    };
    const next: Streak = {
      ...base,
      ...rest,
      updatedAt: rest.updatedAt ?? now,
      user: { ...base.user, ...user },
      gift: { ...base.gift, ...gift },
    };
    const { streaks } = this.room;
    this.setRoom({ streaks: old ? streaks.map((streak) => (streak === old ? next : streak)) : [...streaks, next] });
  }
}

import { describe, expect, it } from 'vitest';
import { haveRecordings, samples } from '../testing/recordings.js';
import { decodeFrames } from './decode.js';
import type { LiveEventKind, WireEvent } from './live-event.js';

const NOW = 1_788_264_000_000;

describe.skipIf(!haveRecordings)('samples', () => {
  const kinds: Readonly<Record<string, LiveEventKind>> = {
    battle: 'battle',
    linkMicBattle: 'battle',
    battleArmies: 'battle-score',
    battleItemCard: 'battle-card',
    caption: 'caption',
    chat: 'chat',
    control: 'room',
    emote: 'emote',
    emoteChat: 'emote',
    envelope: 'envelope',
    follow: 'follow',
    gift: 'gift',
    goalUpdate: 'goal',
    imDelete: 'delete',
    like: 'like',
    liveIntro: 'room',
    member: 'join',
    questionNew: 'question',
    roomInfo: 'room',
    roomPin: 'pin',
    roomUserSeq: 'viewers',
    share: 'share',
    streamEnd: 'stream-end',
    subscribe: 'subscribe',
  };

  for (const [name, text] of samples()) {
    const event = /^[a-zA-Z]+/.exec(name)?.[0] ?? '';
    const kind = kinds[event];
    if (kind)
      it(`reads ${name}`, () => {
        const { events, frames } = decodeFrames(text, NOW);
        expect(frames).toBe(1);
        expect(events[0]?.kind).toBe(name.startsWith('roomPin-3') ? 'unpin' : kind);
      });
    else if (name.startsWith('nudge'))
      it(`reads ${name}`, () => {
        expect(decodeFrames(text, NOW).nudge?.type).toMatch(/_limit$/);
      });
  }

  it('reads both shapes of a message as the same', () => {
    const texts = new Map(samples());
    for (const [name, old] of texts) {
      if (!name.includes('.oldsdk.') || name.startsWith('roomUserSeq')) continue;
      const [a] = decodeFrames(old, NOW).events;
      const [b] = decodeFrames(texts.get(name.replace('.oldsdk', '')) ?? '', NOW).events;
      const common = ({ kind, time, ...rest }: WireEvent) => [
        kind,
        time,
        'user' in rest && [rest.user?.id, rest.user?.handle, rest.user?.avatarUrl],
        'gift' in rest && rest.gift,
        'total' in rest && rest.total,
      ];
      expect(a && common(a), name).toEqual(b && common(b));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { decodeFrames } from './decode.js';

const NOW = 1_788_264_000_000;
const read = (event: string, data: object) => decodeFrames(JSON.stringify({ event, data }), NOW).events[0];

describe('captions, goals, envelopes, questions and ranks', () => {
  it('takes a caption for final where it does not say', () => {
    expect(read('caption', { text: 'a', language: 'en' })).toMatchObject({ text: 'a', final: true, language: 'en' });
    expect(read('caption', { text: 'a', isFinal: false, language: '' })).toMatchObject({
      ...{ final: false, language: undefined },
    });
  });

  it('reads the progress of a goal from its metadata, whatever they are', () => {
    const rose = { giftId: 5655, giftName: 'Rose', diamondCount: 1, progress: 1740, target: 3333 };
    const goal = (metadataJson: unknown) =>
      read('goalUpdate', { goalKey: 'k', creatorUserId: '6700694075186166240', metadataJson });
    expect(goal(JSON.stringify({ sub_goals: [rose, {}] }))).toMatchObject({
      kind: 'goal',
      key: 'k',
      creatorId: '6700694075186166240',
      goals: [
        { giftId: '5655', giftName: 'Rose', diamonds: 1, progress: 1740, target: 3333 },
        { giftId: '', giftName: '', diamonds: 0, progress: 0, target: 0 },
      ],
    });
    for (const nothing of ['{', 'null', '5', undefined, {}, '{"sub_goals":7}'])
      expect(goal(nothing)).toMatchObject({ kind: 'goal', goals: [] });
  });

  it('reads the coins of an envelope under three names, and none of one that is hidden', () => {
    for (const coins of [{ coins: 9 }, { diamondCount: 9 }, { diamonds: '9' }])
      expect(read('envelope', { envelopeId: 'e', ...coins })).toMatchObject({ envelopeId: 'e', coins: 9 });
    expect(read('envelope', { coins: 0 })).toMatchObject({ coins: undefined, user: undefined });
    expect(read('envelope', { user: { userId: '5' } })).toMatchObject({ user: { id: '5' } });
  });

  it('reads a question without words as unknown', () => {
    expect(read('question', { questionText: '' })?.kind).toBe('unknown');
    expect(read('question', { content: 'why?', userId: '5' })).toMatchObject({ text: 'why?', user: { id: '5' } });
  });

  it('ranks people in order where they have no rank, and drops a type that is no word', () => {
    const rankList = [{ user: { userId: '1' }, rank: 4, score: 9 }, { user: {} }, { userId: '3', rank: 0 }];
    expect(read('rankUpdate', { rankType: 'hourly', rankList })).toMatchObject({
      rankType: 'hourly',
      ranks: [
        { user: { id: '1' }, rank: 4, score: 9 },
        { user: { id: '3' }, rank: 3, score: 0 },
      ],
    });
    expect(read('rankUpdate', { rankType: 'a.b-c' })).toMatchObject({ rankType: 'a.b-c' });
    for (const rankType of ['\u0012\u0003a', 'a\u0001'])
      expect(read('hourlyRank', { rankType })).toMatchObject({ rankType: '' });
  });
});

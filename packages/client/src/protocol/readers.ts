import { readFollow, readLike, readMember, readShare, readSocial, readSubscribe, readViewers } from './audience.js';
import { readBattle, readBattleCard, readBattleScore } from './battle.js';
import { readChat, readEmoteChat } from './chat.js';
import { readCaption, readEnvelope, readGoal, readQuestion, readRank } from './extras.js';
import { readGift } from './gift.js';
import { readDelete, readPin } from './moderation.js';
import type { Reader } from './reader.js';
import { readControl, readRoomInfo, readRoomNote, readStreamEnd } from './room-info.js';

/**
 * Wire name → reader. Many events have two names, of which the documentation shows one and a decoder sends the other
 * (protocol section 4). A Map, so that a frame named `constructor` finds nothing.
 */
export const readers: ReadonlyMap<unknown, Reader> = new Map(
  (
    [
      ['chat', readChat],
      ['emote emoteChat', readEmoteChat],
      ['gift', readGift],
      ['like', readLike],
      ['member join', readMember],
      ['follow', readFollow],
      ['share', readShare],
      ['social', readSocial],
      ['subscribe', readSubscribe],
      ['roomUserSeq', readViewers],
      ['battle linkMicBattle', readBattle],
      ['battleArmies linkMicArmies', readBattleScore],
      ['battleItemCard', readBattleCard],
      ['roomPin', readPin],
      ['imDelete', readDelete],
      ['caption', readCaption],
      ['goalUpdate', readGoal],
      ['envelope', readEnvelope],
      ['question questionNew', readQuestion],
      ['rankUpdate hourlyRank', readRank],
      ['roomInfo', readRoomInfo],
      ['room liveIntro', readRoomNote],
      ['control', readControl],
      ['streamEnd stream_end liveEnd end offline', readStreamEnd],
    ] as const
  ).flatMap(([names, read]) => names.split(' ').map((name) => [name, read] as const)),
);

/** Frames that say nothing of the room (protocol section 1.4). */
export const housekeeping: ReadonlySet<unknown> = new Set(
  'ping pong _journal connected disconnected websocket_upgrade error'.split(' '),
);

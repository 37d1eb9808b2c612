import { readFollow, readLike, readMember, readShare, readSocial, readSubscribe, readViewers } from './audience.js';
import { readBattle, readBattleCard, readBattleScore } from './battle.js';
import { readChat, readEmoteChat } from './chat.js';
import { readCaption, readEnvelope, readGoal, readQuestion, readRanks } from './extras.js';
import { readGift } from './gift.js';
import { readDelete, readPin } from './moderation.js';
import type { Reader } from './reader.js';
import { readControl, readRoomInfo, readRoomNote, readStreamEnd } from './room-info.js';

/** Frames that say nothing of the room (protocol section 1.4). */
const housekeeping = null;

/**
 * Wire name → reader, or null for frames to drop. Many events have two names, of which the documentation shows one and a
 * decoder sends the other (protocol section 4). A Map, so that a frame named `constructor` finds nothing.
 */
export const readers: ReadonlyMap<unknown, Reader | null> = new Map<unknown, Reader | null>(
  Object.entries({
    chat: readChat,
    emote: readEmoteChat,
    emoteChat: readEmoteChat,
    gift: readGift,
    like: readLike,
    member: readMember,
    join: readMember,
    follow: readFollow,
    share: readShare,
    social: readSocial,
    subscribe: readSubscribe,
    roomUserSeq: readViewers,
    battle: readBattle,
    linkMicBattle: readBattle,
    battleArmies: readBattleScore,
    battleItemCard: readBattleCard,
    roomPin: readPin,
    imDelete: readDelete,
    caption: readCaption,
    goalUpdate: readGoal,
    envelope: readEnvelope,
    question: readQuestion,
    questionNew: readQuestion,
    rankUpdate: readRanks,
    hourlyRank: readRanks,
    roomInfo: readRoomInfo,
    room: readRoomNote,
    liveIntro: readRoomNote,
    control: readControl,
    streamEnd: readStreamEnd,
    stream_end: readStreamEnd,
    liveEnd: readStreamEnd,
    end: readStreamEnd,
    offline: readStreamEnd,
    ping: housekeeping,
    pong: housekeeping,
    _journal: housekeeping,
    connected: housekeeping,
    disconnected: housekeeping,
    websocket_upgrade: housekeeping,
    error: housekeeping,
  }),
);

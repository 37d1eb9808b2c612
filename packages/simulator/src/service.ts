import { randomUUID } from 'node:crypto';
import { creatorName } from './admission.js';
import { giftInfo } from './show/gift-catalogue.js';
import type { RoomFacts } from './stage.js';
import { fingerprint, signToken } from './token.js';

export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly apiKey: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the endpoints know of the world. */
export interface ServiceWorld {
  readonly secret: string;
  readonly now: () => number;
  readonly isKey: (key: string) => boolean;
  readonly isLive: (creator: string) => boolean;
  readonly room: (creator: string) => RoomFacts;
  readonly creatorOfRoom: (roomId: string) => string | undefined;
  readonly openSockets: (keyHash: string) => number;
  readonly maxWebsockets: number;
  /** Where pictures are served. */
  readonly assetBase: () => string;
  readonly quota: { readonly limit: number; readonly remaining: number; readonly resetAt: number };
  /** `observed`: the bodies that users saw, `{status_code: -1, error}`; else the documented ones. */
  readonly errorBody: 'documented' | 'observed';
}

type Endpoint = (request: ServiceRequest, world: ServiceWorld) => ServiceAnswer;

const ok = (data: unknown): ServiceAnswer => ({ status: 200, body: { status_code: 0, data } });

/** An error in either of the two forms that circulate (protocol section 2). */
export function errorAnswer(form: ServiceWorld['errorBody'], status: number, message: string): ServiceAnswer {
  const body = form === 'observed' ? { status_code: -1, error: message } : { status_code: status, message };
  return { status, body };
}

/** What a room question answers while the creator is offline: seen in this form whatever the documentation says. */
const notFound: ServiceAnswer = { status: 404, body: { status_code: -1, error: 'Not found' } };

/** Names the creator: endpoints differ, so clients send several names at once. */
function creatorOf({ query, body }: ServiceRequest): string {
  for (const name of ['unique_id', 'uniqueId', 'username']) {
    const value = query.get(name) ?? body[name];
    if (typeof value === 'string' && creatorName(value)) return creatorName(value);
  }
  return '';
}

function roomOf(request: ServiceRequest, world: ServiceWorld): string {
  const roomId = request.query.get('room_id') ?? request.body['room_id'];
  return creatorOf(request) || (typeof roomId === 'string' ? (world.creatorOfRoom(roomId) ?? '') : '');
}

const jwt: Endpoint = ({ body, apiKey }, world) => {
  const iat = Math.floor(world.now() / 1000);
  const creators = body['allowed_creators'];
  const names = Array.isArray(creators)
    ? creators.filter((name): name is string => typeof name === 'string' && name.trim() !== '')
    : undefined;
  const seconds = positive(body['expire_after'], 3600);
  if (creators !== undefined && creators !== null && !names) {
    return errorAnswer(world.errorBody, 400, 'allowed_creators must be an array of usernames');
  }
  if (seconds === undefined)
    return errorAnswer(world.errorBody, 400, 'expire_after must be a positive number of seconds');
  const sockets = positive(body['max_websockets'], 1);
  if (sockets === undefined) return errorAnswer(world.errorBody, 400, 'max_websockets must be a positive number');
  const token = signToken(
    {
      ...(names && names.length > 0 && { allowedCreators: names }),
      // Lowered to the plan's cap, as users saw.
      maxWebSockets: Math.min(Math.floor(sockets), world.maxWebsockets),
      keyHash: fingerprint(apiKey),
      iat,
      exp: iat + Math.ceil(seconds),
      jti: randomUUID(),
    },
    world.secret,
  );
  return ok({ token });
};

function positive(value: unknown, fallback: number): number | undefined {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined;
}

const checkAlive: Endpoint = (request, world) => {
  const ids = (request.query.get('room_ids') ?? '').split(',').filter(Boolean);
  const creator = creatorOf(request);
  if (!creator && ids.length === 0) return errorAnswer(world.errorBody, 400, 'unique_id or room_ids is required');
  const rows = creator
    ? [aliveRow(creator, world)]
    : ids.map((id) => aliveRow(world.creatorOfRoom(id) ?? '', world, id));
  return ok(rows);
};

function aliveRow(creator: string, world: ServiceWorld, id?: string): unknown {
  const alive = creator !== '' && world.isLive(creator);
  const room = alive ? world.room(creator) : undefined;
  return { room_id: room?.roomId ?? id ?? '', alive, title: room?.title ?? '', userCount: room?.viewers ?? 0 };
}

const liveStatus: Endpoint = (request, world) => {
  const creator = creatorOf(request);
  if (!creator) return errorAnswer(world.errorBody, 400, 'unique_id is required');
  const live = world.isLive(creator);
  return ok({ unique_id: creator, is_live: live, room_id: live ? world.room(creator).roomId : '', cached: false });
};

const roomId: Endpoint = (request, world) => {
  const creator = creatorOf(request);
  if (!creator) return errorAnswer(world.errorBody, 400, 'unique_id is required');
  return ok({ unique_id: creator, room_id: world.room(creator).roomId, alive: world.isLive(creator), cached: false });
};

const roomInfo: Endpoint = (request, world) => {
  const creator = roomOf(request, world);
  if (!creator) return errorAnswer(world.errorBody, 400, 'unique_id or room_id is required');
  if (!world.isLive(creator)) return notFound;
  const room = world.room(creator);
  return ok({
    room_id: room.roomId,
    alive: true,
    title: room.title,
    user_count: room.viewers,
    like_count: room.likes,
    share_count: 0,
    create_time: Math.floor(world.now() / 1000) - 3600,
    owner: { uniqueId: creator, nickname: room.hostName },
  });
};

const gifts: Endpoint = (request, world) => {
  const creator = roomOf(request, world);
  if (!creator) return errorAnswer(world.errorBody, 400, 'unique_id or room_id is required');
  return ok({ room_id: world.room(creator).roomId, gifts: giftInfo(world.assetBase()) });
};

const bulk: Endpoint = ({ body }, world) => {
  const names = body['unique_ids'] ?? body['usernames'];
  if (!Array.isArray(names)) return errorAnswer(world.errorBody, 400, 'unique_ids is required');
  const rows = names
    .filter((name): name is string => typeof name === 'string')
    .map((name) => [name, world.isLive(creatorName(name))] as const);
  return ok(Object.fromEntries(rows));
};

const rateLimits: Endpoint = ({ apiKey }, world) =>
  ok({
    tier: 'sandbox',
    api: {
      limit: world.quota.limit,
      remaining: world.quota.remaining,
      reset_at: Math.ceil(world.quota.resetAt / 1000),
    },
    websocket: { limit: world.maxWebsockets, current: world.openSockets(fingerprint(apiKey)) },
  });

interface Route {
  readonly methods: readonly string[];
  readonly endpoint: Endpoint;
  /** Answers without a key. */
  readonly open?: true;
}

export const jwtPath = '/authentication/jwt';

const routes: Readonly<Record<string, Route>> = {
  [jwtPath]: { methods: ['POST'], endpoint: jwt },
  '/webcast/check_alive': { methods: ['GET'], endpoint: checkAlive },
  '/webcast/live_status': { methods: ['GET', 'POST'], endpoint: liveStatus, open: true },
  '/webcast/room_id': { methods: ['GET', 'POST'], endpoint: roomId },
  '/webcast/room_info': { methods: ['GET', 'POST'], endpoint: roomInfo },
  '/webcast/gift_info': { methods: ['GET', 'POST'], endpoint: gifts },
  '/webcast/bulk_live_check': { methods: ['POST'], endpoint: bulk },
  '/webcast/rate_limits': { methods: ['GET'], endpoint: rateLimits },
};

/** Answers a request on one of the service's own paths. */
export function answerService(request: ServiceRequest, world: ServiceWorld): ServiceAnswer {
  if (request.path === '/webcast/roomInfo') {
    return { status: 301, body: '', headers: { location: `/webcast/room_info?${request.query}` } };
  }
  const route = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined;
  if (!route) return notFound;
  if (!route.methods.includes(request.method)) {
    return {
      ...errorAnswer(world.errorBody, 405, 'Method not allowed'),
      headers: { allow: route.methods.join(', ') },
    };
  }
  if (!route.open && !world.isKey(request.apiKey)) {
    return errorAnswer(world.errorBody, 401, 'Invalid API key. Get one at https://tik.tools');
  }
  return route.endpoint(request, world);
}

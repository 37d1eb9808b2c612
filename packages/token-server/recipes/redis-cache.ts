import { createTokenHandler, type TokenCache } from '@tiktool-widgets/token-server';
import { createClient } from 'redis';

const redis = createClient({ url: process.env.REDIS_URL ?? '' });
await redis.connect();

const cache: TokenCache = {
  get: (key) => redis.get(key),
  set: (key, value, ttlSeconds) => redis.set(key, value, { EX: ttlSeconds }),
};

export const handler = createTokenHandler({ apiKey: process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'], cache });

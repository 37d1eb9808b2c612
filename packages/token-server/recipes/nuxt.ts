// server/api/token.ts, and the same as server/api/live.ts
import { createTokenHandler } from '@tiktool-widgets/token-server';
import { defineEventHandler, toWebRequest } from 'h3';

const handler = createTokenHandler({ apiKey: () => process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });

export default defineEventHandler((event) => handler(toWebRequest(event)));

import { Hono } from 'hono';
import { createTokenHandler } from '@tiktool-widgets/token-server';

export const app = new Hono();

const tiktool = createTokenHandler({ apiKey: process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });
app.all('/api/token', (context) => tiktool(context.req.raw));
app.all('/api/live', (context) => tiktool(context.req.raw));

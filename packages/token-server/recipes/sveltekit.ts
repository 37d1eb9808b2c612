// src/routes/api/[tiktool=tiktool]/+server.ts, where src/params/tiktool.ts matches "token" and "live"
import { createTokenHandler } from '@tiktool-widgets/token-server';
import type { RequestHandler } from '@sveltejs/kit';

const handler = createTokenHandler({ apiKey: () => process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });

export const GET: RequestHandler = ({ request }) => handler(request);
export const POST = GET;
export const OPTIONS = GET;

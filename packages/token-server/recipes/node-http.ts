import { createServer } from 'node:http';
import { createTokenHandler } from '@tiktool-widgets/token-server';
import { createNodeListener } from '@tiktool-widgets/token-server/node';

const handler = createTokenHandler({ apiKey: process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });

export const server = createServer(createNodeListener(handler));
server.listen(Number(process.env.PORT ?? 8787), '127.0.0.1');

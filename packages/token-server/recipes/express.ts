import express from 'express';
import { createTokenHandler } from '@tiktool-widgets/token-server';
import { createNodeListener } from '@tiktool-widgets/token-server/node';

export const app = express();

const tiktool = createNodeListener(
  createTokenHandler({ apiKey: process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] }),
);
app.all(['/api/token', '/api/live'], tiktool);

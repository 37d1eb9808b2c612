// deno run --allow-net --allow-env server.ts
import { createTokenHandler, setRemoteAddress } from '@tiktool-widgets/token-server';

const handler = createTokenHandler({ apiKey: Deno.env.get('TIKTOOL_API_KEY') ?? '', creators: ['alice'] });

Deno.serve({ hostname: '127.0.0.1', port: 8787 }, (request, { remoteAddr }) => {
  setRemoteAddress(request, remoteAddr.hostname);
  return handler(request);
});

import { createTokenHandler, setRemoteAddress } from '@tiktool-widgets/token-server';

const handler = createTokenHandler({ apiKey: process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });

Bun.serve({
  hostname: '127.0.0.1',
  port: 8787,
  fetch(request, server) {
    setRemoteAddress(request, server.requestIP(request)?.address ?? '');
    return handler(request);
  },
});

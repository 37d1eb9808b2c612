// api/token.ts, and the same as api/live.ts
import { createTokenHandler } from '@tiktool-widgets/token-server';

const handler = createTokenHandler({
  apiKey: () => process.env.TIKTOOL_API_KEY ?? '',
  creators: ['alice'],
  clientAddress: ({ headers }) => headers.get('x-real-ip'),
});

export { handler as GET, handler as POST, handler as OPTIONS };

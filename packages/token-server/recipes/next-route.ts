// app/api/[tiktool]/route.ts: answers /api/token and /api/live
import { createTokenHandler } from '@tiktool-widgets/token-server';

// A function, because Next evaluates the file while it builds, where there is no key.
const handler = createTokenHandler({ apiKey: () => process.env.TIKTOOL_API_KEY ?? '', creators: ['alice'] });

export { handler as GET, handler as POST, handler as OPTIONS };

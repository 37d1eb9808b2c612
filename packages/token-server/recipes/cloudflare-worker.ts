import { createTokenHandler, type TokenHandler } from '@tiktool-widgets/token-server';

interface Env {
  TIKTOOL_API_KEY: string;
}

// Kept between requests: a new handler for each one would mint for each one.
let handler: TokenHandler | undefined;

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    handler ??= createTokenHandler({
      apiKey: env.TIKTOOL_API_KEY,
      creators: ['alice'],
      clientAddress: ({ headers }) => headers.get('cf-connecting-ip'),
    });
    return handler(request);
  },
};

// The little of each framework that the recipes touch, so that they are type-checked without installing them all.

declare module '@sveltejs/kit' {
  export type RequestHandler = (event: { request: Request }) => Response | Promise<Response>;
}

declare module 'h3' {
  export interface H3Event {
    readonly path: string;
  }
  export function toWebRequest(event: H3Event): Request;
  export function defineEventHandler<Result>(handler: (event: H3Event) => Result): (event: H3Event) => Result;
}

declare module 'redis' {
  export function createClient(options: { url: string }): {
    connect(): Promise<unknown>;
    get(key: string): Promise<string | null>;
    set(key: string, value: string, options: { EX: number }): Promise<unknown>;
  };
}

declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(
    options: { hostname: string; port: number },
    handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Response | Promise<Response>,
  ): unknown;
};

declare const Bun: {
  serve(options: {
    hostname: string;
    port: number;
    fetch(
      request: Request,
      server: { requestIP(request: Request): { address: string } | null },
    ): Response | Promise<Response>;
  }): unknown;
};

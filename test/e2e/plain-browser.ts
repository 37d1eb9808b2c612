import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

/**
 * A browser as a person has it: Playwright makes every page believe that it is visible and focused, so there no page is
 * ever hidden, throttled or frozen. This one speaks the DevTools protocol itself, and not a word more than needed.
 */
export class PlainBrowser {
  #lastId = 0;
  readonly #waiting = new Map<number, (answer: unknown) => void>();

  private constructor(
    readonly process: ChildProcess,
    readonly profile: string,
    readonly socket: WebSocket,
  ) {
    socket.on('message', (data: Buffer) => {
      const { id, result } = JSON.parse(data.toString()) as { id?: number; result?: unknown };
      if (id !== undefined) this.#waiting.get(id)?.(result);
    });
  }

  static async start(executablePath: string, args: readonly string[]): Promise<PlainBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'plain-browser-'));
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const child = spawn(executablePath, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.once('exit', () => reject(new Error(`the browser ended: ${output}`)));
      child.stderr.on('data', (data: Buffer) => {
        output += data.toString();
        const [found] = /ws:\/\/\S+/.exec(output) ?? [];
        if (found) resolve(found);
      });
    });
    const socket = new WebSocket(address);
    await new Promise((resolve) => socket.once('open', resolve));
    return new PlainBrowser(child, profile, socket);
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    const id = ++this.#lastId;
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Opens a tab in front of all others, which hides them. */
  async open(url: string): Promise<PlainPage> {
    const { targetId } = (await this.send('Target.createTarget', { url })) as { targetId: string };
    const attached = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return new PlainPage(this, (attached as { sessionId: string }).sessionId);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    void this.send('Browser.close');
    await ended;
    this.socket.close();
    // Its helpers may write for a moment longer.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

export class PlainPage {
  constructor(
    readonly browser: PlainBrowser,
    readonly sessionId: string,
  ) {}

  /** The value of an expression, by way of JSON. */
  async read<T>(expression: string): Promise<T> {
    const answer = await this.browser.send(
      'Runtime.evaluate',
      { expression: `JSON.stringify(${expression})`, awaitPromise: true },
      this.sessionId,
    );
    return JSON.parse((answer as { result: { value?: string } }).result.value ?? 'null') as T;
  }

  setFrozen(isFrozen: boolean): Promise<unknown> {
    return this.browser.send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' }, this.sessionId);
  }
}

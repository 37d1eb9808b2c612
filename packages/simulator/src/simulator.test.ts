import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startSimulator } from './index.js';
import type { Simulator, SimulatorOptions } from './simulator-options.js';

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ autoplay: false, ...options });
  running.push(simulator);
  return simulator;
}

test('a token opens a socket, roomInfo comes first, sent frames follow', async () => {
  const simulator = await start();
  const answer = await fetch(`${simulator.url}/authentication/jwt?apiKey=k`, { method: 'POST' });
  expect(answer.headers.get('x-ratelimit-limit')).toBe('300');
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ status_code: 0, data: { token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) } });
  const token = simulator.mint();
  const socket = new WebSocket(`${simulator.wsUrl}?uniqueId=@Nova&jwtKey=${token}`);
  const texts: string[] = [];
  socket.on('message', (data) => texts.push(String(data)));
  await simulator.waitFor((entry) => entry.type === 'open');
  simulator.send({ event: 'chat', data: { comment: 'hi' } });
  await expect.poll(() => texts.length).toBe(2);
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ event: 'roomInfo', uniqueId: 'nova' });
  expect(JSON.stringify(simulator.log)).not.toContain(token);
});

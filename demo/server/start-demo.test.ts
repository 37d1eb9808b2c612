import { startSimulator } from '@tiktool-widgets/simulator';
import { expect, onTestFinished, test } from 'vitest';
import { startDemo } from './start-demo.mjs';

test('another address of the service is used for sockets, too', async () => {
  const simulator = await startSimulator({ autoplay: false, apiKeys: ['good'] });
  onTestFinished(() => simulator.close());
  const demo = await startDemo({
    apiKey: 'good',
    creator: '@Mia',
    apiUrl: simulator.url,
    ports: { demo: 27_173, tokenServer: 27_787, simulator: 27_400 },
  });
  onTestFinished(() => demo.close());
  expect(demo).toMatchObject({ creator: 'mia', simulated: false, service: simulator.url });
  expect(new URL(demo.addresses.overlay).searchParams.get('endpoint')).toBe(simulator.wsUrl);
  const settings: unknown = await (await fetch(new URL('settings.json', demo.addresses.studio))).json();
  expect(settings).toEqual({ creator: 'mia', tokenUrl: '/token', endpoint: simulator.wsUrl });
  const answer = await fetch(new URL('token?uniqueId=mia', demo.addresses.studio));
  expect(answer.status).toBe(200);
});

import { describe, expect, it } from 'vitest';
import { testEvents } from '../test-event.js';
import { frame, run, START, type Frame } from '../testing/room-events.js';
import { emptyMemory, reduceRoom } from './room.js';

describe('battle', () => {
  const hosts = (a: number, b: number) => ({
    hosts: [
      { hostUserId: '8', teamTotalScore: a },
      { hostUserId: '9', teamTotalScore: b },
    ],
  });
  const scores = (...frames: Frame[]) => run(frames).room.battle?.teams.map((team) => team.score);

  it('C48 shows a battle once its hosts are known', () => {
    expect(scores(frame('battle', { status: 2, teams: [] }))).toEqual([]);
    expect(scores(frame('battle', { status: 2, teams: [] }), frame('battleArmies', hosts(10, 20)))).toEqual([10, 20]);
  });

  it('C49 has its end from stamps, ends, and ignores late scores', () => {
    const begin = frame('battle', { battleId: '5', status: 1, battleDuration: 300, timestamp: START - 1000 });
    const armies = frame('battleArmies', { battleId: '5', ...hosts(10, 20) });
    const end = frame('battle', { battleId: '5', status: 3, ...{ teams: [{ hostUserId: '8', score: 0 }] } }, 300_000);
    const late = frame('battleArmies', { battleId: '', ...hosts(99, 1) }, 10);
    expect(run([begin, armies]).room.battle).toMatchObject({
      status: 'active',
      startsAt: START - 1000,
      endsAt: START + 299_000,
    });
    const { battle } = run([begin, armies, end, late, begin]).room;
    expect(battle).toMatchObject({ status: 'ended', endedAt: START + 300_000 });
    expect(battle?.teams.map((team) => team.score)).toEqual([10, 20]);
    expect(run([begin, armies, end, frame('battle', { battleId: '6', status: 2 })]).room.battle).toMatchObject({
      battleId: '6',
      status: 'starting',
      teams: [],
    });
    expect(run([begin, end, frame('battleArmies', { battleId: '6', ...hosts(1, 2) })]).room.battle).toMatchObject({
      battleId: '6',
      status: 'active',
    });
  });

  it('begins anew where a test and the service take turns', () => {
    const [wire] = testEvents({ kind: 'battle', teams: [{ hostId: '8', score: 5 }] }, START);
    const shown = reduceRoom(emptyMemory, wire!, START).memory;
    expect(shown.room.battle).toMatchObject({ test: true, battleId: 'test' });
    const tested = run([frame('battleArmies', hosts(0, 0))], shown).room.battle;
    expect([tested?.test, tested?.battleId, tested?.teams.map(({ score }) => score)]).toEqual([undefined, '', [0, 0]]);
  });

  it('without an id, goes on only with a beginning', () => {
    const over = [frame('battle', { status: 1 }), frame('battleArmies', hosts(1, 2)), frame('battle', { status: 3 })];
    const after = (event: string, data: object) => run([...over, frame(event, data)]).room.battle?.status;
    expect(after('battleArmies', { status: 1, ...hosts(9, 9) })).toBe('ended');
    expect(after('battle', {})).toBe('ended');
    expect(after('battle', { status: 2 })).toBe('starting');
    const again = run([...over, frame('battle', { status: 3 }, 5000)]).room.battle;
    expect(again?.endedAt).toBe(START);
  });

  it('takes nothing over from another battle, and keeps its id where frames have none', () => {
    const first = frame('battle', { battleId: '5', status: 1, ...hosts(10, 20) });
    expect(run([first, frame('battle', { battleId: '6', status: 2 }, 5000)]).room.battle).toMatchObject({
      ...{ battleId: '6', startsAt: undefined, teams: [] },
    });
    expect(run([first, frame('battleArmies', { ...hosts(11, 20) })]).room.battle?.battleId).toBe('5');
  });

  it('C49 keeps scores over frames without any, not over new ones with a zero', () => {
    const zeros = frame('battle', { status: 3, ...hosts(0, 0) });
    expect(scores(frame('battleArmies', hosts(0, 5)), zeros)).toEqual([0, 5]);
    expect(scores(frame('battleArmies', hosts(0, 5)), frame('battleArmies', hosts(0, 9)))).toEqual([0, 9]);
    expect(scores(frame('battle', { status: 2, teams: [] }), frame('battle', { status: 1, ...hosts(0, 0) }))).toEqual([
      0, 0,
    ]);
  });
});

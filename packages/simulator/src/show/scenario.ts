export const scenarioNames = ['quiet', 'evening', 'busy', 'storm', 'gifts', 'battle', 'languages'] as const;

/**
 * `quiet`: a few viewers, minutes without a frame. `evening`: about 300 viewers. `busy`: the measured room of 1,650
 * viewers. `storm`: ten times that. `gifts`: streaks and expensive gifts. `battle`: one battle after the other.
 * `languages`: every script in turn.
 */
export type ScenarioName = (typeof scenarioNames)[number];

export function isScenarioName(value: unknown): value is ScenarioName {
  return scenarioNames.some((name) => name === value);
}

/** Rates are per second; `gift` counts streaks, not frames. Spans are in seconds; 0: never. */
export interface Scenario {
  readonly viewers: number;
  readonly crowd: number;
  readonly chat: number;
  readonly join: number;
  readonly like: number;
  readonly gift: number;
  readonly follow: number;
  readonly share: number;
  readonly subscribe: number;
  readonly emote: number;
  readonly question: number;
  readonly envelope: number;
  readonly viewersEvery: number;
  readonly goalEvery: number;
  readonly rankEvery: number;
  readonly captionEvery: number;
  readonly pinEvery: number;
  /** Spam that is deleted again. */
  readonly spamEvery: number;
  readonly battleEvery: number;
  readonly battleLength: number;
  /** Multiplies the weight of gifts of 100 diamonds and more. */
  readonly luxury: number;
  readonly evenLanguages: boolean;
}

/** The measured room (protocol sections 4.2 and 4.4). */
const busy: Scenario = {
  viewers: 1_650,
  crowd: 500,
  chat: 5,
  join: 7.5,
  like: 1,
  gift: 0.48,
  follow: 0.4,
  share: 0.12,
  subscribe: 0.012,
  emote: 0.06,
  question: 0.01,
  envelope: 0.02,
  viewersEvery: 1.7,
  goalEvery: 9,
  rankEvery: 11,
  captionEvery: 20,
  pinEvery: 95,
  spamEvery: 40,
  battleEvery: 420,
  battleLength: 300,
  luxury: 1,
  evenLanguages: false,
};

const evening: Scenario = {
  ...busy,
  viewers: 310,
  crowd: 160,
  chat: 1.1,
  join: 0.9,
  like: 0.6,
  gift: 0.16,
  follow: 0.07,
  share: 0.03,
  viewersEvery: 3,
  goalEvery: 14,
  spamEvery: 75,
  luxury: 1.6,
};

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  quiet: {
    ...busy,
    viewers: 3,
    crowd: 14,
    chat: 0.006,
    join: 0.008,
    like: 0.003,
    gift: 0.001,
    follow: 0.0006,
    share: 0.0003,
    subscribe: 0,
    emote: 0.0002,
    question: 0,
    envelope: 0,
    viewersEvery: 80,
    goalEvery: 0,
    rankEvery: 0,
    captionEvery: 0,
    pinEvery: 0,
    spamEvery: 0,
    battleEvery: 0,
  },
  evening,
  busy,
  storm: {
    ...busy,
    viewers: 24_000,
    crowd: 3_000,
    chat: 55,
    join: 75,
    like: 4,
    gift: 5.5,
    follow: 4,
    share: 1.5,
    subscribe: 0.15,
    spamEvery: 5,
  },
  gifts: { ...evening, viewers: 900, crowd: 120, chat: 1.5, join: 1.5, gift: 1.6, goalEvery: 5, luxury: 6 },
  battle: { ...evening, viewers: 700, chat: 2, gift: 0.5, battleEvery: 95, battleLength: 80, luxury: 2 },
  languages: { ...evening, viewers: 600, chat: 2.5, captionEvery: 6, evenLanguages: true },
};

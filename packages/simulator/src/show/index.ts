export { createShow, type ShowOptions } from './create-show.js';
export { playShow, type PlayShowOptions, type ShowTimers } from './play-show.js';
export { sampleFrames, sampleKinds, isSampleKind, type SampleKind, type SampleOptions } from './sample-frames.js';
export { scenarioNames, isScenarioName, type ScenarioName } from './scenario.js';
export { giftCatalogue, type CatalogueGift } from './gift-catalogue.js';
export type { FrameShape } from './user-shape.js';
export type { Frame, TimedFrame } from './timed-frame.js';

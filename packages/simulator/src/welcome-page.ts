import type { Simulator } from './simulator-options.js';

export function welcomePage(simulator: Simulator): string {
  return `<!doctype html><title>tiktool simulator</title><p>${simulator.url}`;
}

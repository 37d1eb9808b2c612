export const scenarioNames = ['quiet', 'evening', 'busy', 'storm', 'gifts', 'battle', 'languages'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export function isScenarioName(value: unknown): value is ScenarioName {
  return scenarioNames.some((name) => name === value);
}

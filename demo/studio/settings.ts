/** What the demo's own server says of itself. */
export interface StudioSettings {
  readonly creator: string;
  readonly tokenUrl: string;
  readonly endpoint: string;
}

/** Undefined where the page is on a plain web host, without the demo's server. */
export async function readSettings(): Promise<StudioSettings | undefined> {
  try {
    const response = await fetch('settings.json');
    const settings: unknown = await response.json();
    if (typeof settings !== 'object' || settings === null) return undefined;
    const text = (name: string): string => {
      const value: unknown = Reflect.get(settings, name);
      return typeof value === 'string' ? value : '';
    };
    return { creator: text('creator'), tokenUrl: text('tokenUrl'), endpoint: text('endpoint') };
  } catch {
    return undefined;
  }
}

const enterTime = 220;
const bumpTime = 180;
// More new rows than this within a second simply appear: nobody can follow them, and each one costs frames.
const calmRows = 10;

/** Does the viewer ask for less motion? */
export const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion:reduce)').matches;

const play = (element: Element, from: Keyframe, duration: number, composite?: CompositeOperation): void => {
  element.animate([from, {}], { duration, easing: 'cubic-bezier(.2,.7,.3,1)', composite });
};

/** A row appears. */
export const enter = (row: Element): void => {
  play(row, reducedMotion() ? { opacity: 0 } : { opacity: 0, transform: 'translateY(.34em)' }, enterTime);
};

/** What stands elsewhere now comes from where it was, `distance` px below. Several at once add up without a jump. */
export const shift = (element: Element, distance: number): void => {
  if (distance && !reducedMotion()) play(element, { transform: `translateY(${distance}px)` }, enterTime, 'add');
};

/** A number grew. */
export const bump = (element: Element): void => {
  if (!reducedMotion()) play(element, { transform: 'scale(1.3)' }, bumpTime);
};

/** Knows whether rows come slowly enough to be animated. */
export function createPace(): (newRows: number, now: number) => boolean {
  let appeared: number[] = [];
  return (newRows, now) => {
    appeared = appeared.filter((time) => now - time < 1000);
    for (let i = 0; i < Math.min(newRows, calmRows + 1); i++) appeared.push(now);
    return appeared.length <= calmRows;
  };
}

/** Python's round(): halves go to the even neighbour. Depth multiples are applied with it. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The next multiple of 8 (Ultralytics rounds scaled channel counts up to it). */
export const divisibleBy8 = (x: number): number => Math.ceil(x / 8) * 8;

/** The number rounded to a count of decimals, half away from zero; 1.005 to two decimals is 1.01. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const scaled = Math.abs(value) * factor;
  if (!Number.isFinite(scaled)) return value;
  const rounded = Math.round(scaled * (1 + 2 * Number.EPSILON)) / factor;
  return value < 0 ? -rounded : rounded;
}

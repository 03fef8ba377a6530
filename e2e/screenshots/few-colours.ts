import { readPng, writePalettePng, type Pixels } from './png.ts';

const MOST = 256;

/** The same picture with a palette of at most 256 colours: a third of the size, and no difference that one sees. */
export function withFewColours(png: Buffer): Buffer {
  const pixels = readPng(png);
  const counts = countColours(pixels);
  const palette = choosePalette(counts);
  const indexOf = new Map<number, number>();
  for (const colour of counts.keys()) indexOf.set(colour, nearest(palette, colour));
  const { width, height, channels, bytes } = pixels;
  const indexes = new Uint8Array(width * height);
  for (let pixel = 0; pixel < indexes.length; pixel++) {
    indexes[pixel] = indexOf.get(colourAt(bytes, pixel * channels)) ?? 0;
  }
  return writePalettePng(pixels, Uint8Array.from(palette.flatMap(channelsOf)), indexes);
}

/** Colour as 0xRRGGBB -> number of pixels. */
function countColours({ channels, bytes }: Pixels): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < bytes.length; at += channels) {
    const colour = colourAt(bytes, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

const colourAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);

const channelsOf = (colour: number): [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

/**
 * The flat colours of the surface as they are, which are the most frequent; the edges of letters, which are the
 * rest, by median cut.
 */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour);
  if (frequent.length <= MOST) return frequent;
  const kept = frequent.slice(0, MOST / 2);
  return [...kept, ...medianCut(frequent.slice(MOST / 2), counts, MOST / 2)];
}

/** Cuts the colours, again and again, where a box reaches furthest; each box gives its mean. */
function medianCut(colours: readonly number[], counts: ReadonlyMap<number, number>, boxes: number): number[] {
  const all: (readonly number[])[] = [colours];
  while (all.length < boxes) {
    const widest = all.reduce(
      (best, box, index) => (reach(box).by > reach(all[best] ?? []).by ? index : best),
      0,
    );
    const box = all[widest] ?? [];
    const { channel, by } = reach(box);
    if (by === 0) break;
    const sorted = box.toSorted((a, b) => (channelsOf(a)[channel] ?? 0) - (channelsOf(b)[channel] ?? 0));
    all.splice(widest, 1, sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1));
  }
  return all.map((box) => meanOf(box, counts));
}

const reaches = new WeakMap<readonly number[], { readonly channel: number; readonly by: number }>();

/** The channel in which the colours of a box differ most. */
function reach(box: readonly number[]): { readonly channel: number; readonly by: number } {
  const known = reaches.get(box);
  if (known !== undefined) return known;
  const spans = [16, 8, 0].map((shift) => {
    let [least, most] = [255, 0];
    for (const colour of box) {
      const value = (colour >> shift) & 255;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return Math.max(0, most - least);
  });
  const by = Math.max(...spans);
  const found = { channel: spans.indexOf(by), by };
  reaches.set(box, found);
  return found;
}

function meanOf(box: readonly number[], counts: ReadonlyMap<number, number>): number {
  const sums = [0, 0, 0];
  let pixels = 0;
  for (const colour of box) {
    const count = counts.get(colour) ?? 0;
    pixels += count;
    channelsOf(colour).forEach((value, channel) => (sums[channel] = (sums[channel] ?? 0) + value * count));
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => Math.round(sum / Math.max(1, pixels)));
  return (red << 16) | (green << 8) | blue;
}

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channelsOf(colour);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((candidate, index) => {
    const [r, g, b] = channelsOf(candidate);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

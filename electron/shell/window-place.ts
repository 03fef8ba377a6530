import type { WindowPlace } from './settings.ts';

/** A part of the screen, in its coordinates. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 800, height: 560 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** So much of the title bar must be on a display that the window can be dragged, in pixels. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where the window opens: where it was, if a display is still there; else in the middle of the first one.
 * @param displays the usable areas of the displays, the main one first
 */
export function placeOn(displays: readonly Area[], remembered: WindowPlace | null): Partial<Area> & Size {
  const home = remembered === null ? null : (displays.find((area) => canGrip(area, remembered)) ?? null);
  const size = fitted(home ?? displays[0] ?? null, remembered ?? USUAL);
  if (home === null || remembered === null) return size;
  return { x: remembered.x, y: remembered.y, ...size };
}

type Size = Pick<Area, 'width' | 'height'>;

function fitted(area: Area | null, { width, height }: Size): Size {
  const most = area ?? USUAL;
  return {
    width: Math.max(SMALLEST.width, Math.min(width, most.width)),
    height: Math.max(SMALLEST.height, Math.min(height, most.height)),
  };
}

/** True where enough of the window's upper edge lies on the area. */
function canGrip(area: Area, { x, y, width }: Area): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

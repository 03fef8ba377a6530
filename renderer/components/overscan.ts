/** How many rows a list draws beyond each edge of what is seen: a jump has to draw them as well. */
export const OVERSCAN = 6;

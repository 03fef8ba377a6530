/** Runs in a page: when it first drew something, in milliseconds since 1970. */
export const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (first !== undefined) resolve(performance.timeOrigin + first.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

import { useEffect, useRef, useState } from 'react';

/** Between two announcements, in milliseconds: more often nobody could listen. */
const CALM_MS = 5_000;

/** The newest text at most every few seconds, for a live region. */
export function useCalmText(text: string, calmMs = CALM_MS): string {
  const [told, setTold] = useState(text);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => setTold(latest.current), calmMs);
    return () => clearInterval(timer);
  }, [calmMs]);
  return told;
}

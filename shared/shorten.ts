/** The longest piece of a user's text that a message repeats, in characters. */
const MOST_SHOWN = 60;

/** A user's text as a message shows it: the start of it where it is long. */
export const shorten = (text: string): string =>
  text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text;

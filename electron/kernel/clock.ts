/** The one source of the present time. Tests give their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Time comes in from outside: the server is given a clock, tests give one they can turn. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

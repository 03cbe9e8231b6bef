const offset = 7 * 60 * 60_000 // Indochina Time, UTC+7 without summer time

/** Milliseconds. */
export const dayLength = 24 * 60 * 60_000

const wall = (at: Date): Date => new Date(at.getTime() + offset)

function moved(at: Date, move: (wall: Date) => void): number {
  const changed = wall(at)
  move(changed)
  return at.setTime(changed.getTime() - offset)
}

/** A Date whose local time is Thailand's, whatever the zone of the machine. Made of a moment, or of local year, month, day … */
export class BangkokDate extends Date {
  constructor(...parts: number[] | [Date]) {
    const [year, month, ...rest] = parts.map(Number)
    if (year === undefined) super()
    else super(month === undefined ? year : Date.UTC(year, month, ...rest) - offset)
  }

  override getFullYear(): number {
    return wall(this).getUTCFullYear()
  }
  override getMonth(): number {
    return wall(this).getUTCMonth()
  }
  override getDate(): number {
    return wall(this).getUTCDate()
  }
  override getDay(): number {
    return wall(this).getUTCDay()
  }
  override getHours(): number {
    return wall(this).getUTCHours()
  }
  override getMinutes(): number {
    return wall(this).getUTCMinutes()
  }
  override setDate(day: number): number {
    return moved(this, (date) => date.setUTCDate(day))
  }
  override setHours(...time: [number, number?, number?, number?]): number {
    return moved(this, (date) => date.setUTCHours(...time))
  }
}

/** 'YYYY-MM-DD' in Thailand of a moment in milliseconds. */
export const isoDay = (at: number): string => new Date(at + offset).toISOString().slice(0, 10)

/** The midnight in Thailand before a moment, in milliseconds. */
export const midnightBefore = (at: Date): number =>
  Math.floor((at.getTime() + offset) / dayLength) * dayLength - offset

const colours: Record<string, number> = { fatal: 31, error: 31, warn: 33, info: 32, debug: 2, trace: 2 }

/** One JSON line of the log as a person at a terminal reads it: hour, level, sentence, what else there is. */
export function terminalLine(json: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(json)
  const hour = new Date(time).toLocaleTimeString('en-GB')
  const more = Object.entries(rest).map(([key, value]) => dim(`${key}=${JSON.stringify(value)}`))
  const sentence = [dim(hour), `\x1b[${colours[level] ?? 0}m${level}\x1b[0m`, msg ?? '', ...more].join(' ')
  return `${[sentence, ...errorLines(err)].join('\n')}\n`
}

function errorLines(error: { type: string; message: string; stack: string } | undefined): string[] {
  return error === undefined ? [] : [`  ${error.type}: ${error.message}`, dim(error.stack)]
}

function dim(text: string): string {
  return `\x1b[2m${text}\x1b[0m`
}

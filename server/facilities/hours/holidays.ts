const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Without any holiday near, a day long gone keeps the rule in its place. */
const longGone = '1970-01-01'

const inSyntax = (date: string): string =>
  `${date.slice(0, 4)} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(8)}`

const quoted = /"[^"]*"/g
const unquoted = (text: string) => text.replace(quoted, '')

/** Weekdays beside PH on either side, and what the rule says of them: "Sa,PH 08:00-12:00", "PH,Su off", "PH Mo-Fr off". */
const ruleOfHolidays =
  /^((?:[A-Z][a-z](?:-[A-Z][a-z])?,)*)PH((?:,[A-Z][a-z](?:-[A-Z][a-z])?)*)(?= (?![+-]))(.*)$/

const wraps = (body: string) =>
  [...body.matchAll(/(\d\d:\d\d)-(\d\d:\d\d)/g)].some(([, from = '', to = '']) => to < from)

/** One rule with its holidays as dates. The weekdays are said again after the dates, which else would cut their nights. */
function withDates(rule: string, separator: string, dates: string): string | undefined {
  const [, before = '', after = '', body = ''] = ruleOfHolidays.exec(rule) ?? []
  if (body === '') return undefined
  const weekdays = `${before}${after.slice(1)}`.replace(/,$/, '')
  const onDates = `${dates}${body}`
  if (weekdays === '') return onDates
  const onWeekdays = `${weekdays}${body}`
  if (separator.startsWith(',')) return `${onWeekdays}, ${onDates}`
  return `${onWeekdays}; ${onDates}${wraps(body) ? `, ${onWeekdays}` : ''}`
}

/**
 * Hours with "PH" replaced by the days that are holidays here, for the library knows none of Thailand. Undefined if the rule
 * means holidays in a way we do not know ("PH +1 day"), or means school holidays, of which there is no list.
 */
export function withHolidays(hours: string, holidays: readonly string[]): string | undefined {
  const dates = (holidays.length > 0 ? holidays : [longGone]).map(inSyntax).join(',')
  const parts = hours.split(/(;\s*|,\s+|\s*\|\|\s*)(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const rules = parts.map((part, at) => {
    if (at % 2 === 1 || !/\b[PS]H\b/.test(unquoted(part))) return part
    const separator = parts[at - 1] ?? ''
    return separator.includes('|') ? undefined : withDates(part, separator, dates)
  })
  return rules.includes(undefined) ? undefined : rules.join('')
}

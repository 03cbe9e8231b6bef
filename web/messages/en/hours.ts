import type { words as th } from '../th/hours.ts'

export const words = {
  title: 'Opening hours',
  presets: {
    always: 'Every day, 24\u00a0hours',
    office: 'Office hours',
    daily: 'Every day 08:00–20:00',
    own: 'Other hours',
  },
  officeUnder: 'Mon–Fri 08:30–16:30, closed on public holidays',
  ownUnder: 'Choose days and times',

  daysTitle: 'Open on',
  daysHint: 'Tap a day to open or close it. For a night, type the closing time of the next day',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  shortDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  holiday: 'Public holidays',
  closed: 'Closed',
  from: (day: string, number: number) => `${day}, time ${number}, opens`,
  to: (day: string, number: number) => `${day}, time ${number}, closes`,
  addSpan: (day: string) => `${day}: add a second time, as around a midday break`,
  removeSpan: (day: string) => `${day}: remove the second time`,
  sameTimes: (day: string) => `Use the times of ${day} on every open day`,
  wrongTimes: 'Closing must differ from opening, and times must not overlap',

  holidaysTitle: 'Public holidays',
  holidays: { closed: 'Closed', usual: 'As usual', own: 'Other times' },

  text: 'Opening hours as text',
  textHint: 'Such as Mo-Fr 08:30-16:30; PH off',
  tooComplicated: 'These hours say more than the table can, so they are edited as text',
  useTable: 'Use the table instead',

  always: 'Every day, 24\u00a0hours',
  never: 'Closed every day',
  everyDay: 'Every day',
  allDay: '24\u00a0hours',
  times: (spans: string) => spans,
  closedOnHolidays: 'closed on public holidays',
  onHolidays: (times: string) => `public holidays ${times}`,
  andHolidays: (week: string, holidays: string) => `${week}, ${holidays}`,
} satisfies typeof th

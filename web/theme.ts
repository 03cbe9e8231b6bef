import { recall, remember } from './phone-memory.ts'

const kept = 'theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

export type Theme = 'light' | 'dark'

/** What the person chose on this phone, else what the phone itself says. */
function theme(): Theme {
  const chosen = recall(kept)
  if (chosen === 'light' || chosen === 'dark') return chosen
  return dark.matches ? 'dark' : 'light'
}

function show(): void {
  document.documentElement.dataset.theme = theme()
}

export function followTheme(): void {
  show()
  dark.addEventListener('change', show)
}

export function turnTheme(): void {
  remember(kept, theme() === 'dark' ? 'light' : 'dark')
  show()
}

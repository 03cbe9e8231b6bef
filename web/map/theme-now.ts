import type { MapTheme } from './style.ts'

/** The theme the page shows now. */
export const themeNow = (): MapTheme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light')

/** Tells the theme whenever it turns: a canvas does not follow style sheets by itself. */
export function followTheme(turned: (theme: MapTheme) => void): () => void {
  const observer = new MutationObserver(() => turned(themeNow()))
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** A colour of the look by its token, as the theme now shown has it: one place for them, the style sheet. */
export function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}

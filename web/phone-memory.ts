/**
 * Small things remembered on this phone. A browser that keeps nothing (private windows, storage switched off or full)
 * makes us forget, never fail: nobody is refused help for it.
 */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, words: string): void {
  try {
    localStorage.setItem(name, words)
  } catch {
    // forgotten
  }
}

export function unremember(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // nothing was kept
  }
}

/**
 * Takes phone and identity numbers out of text that others than the case holder may read: any run of seven or more
 * digits of any script (Thai, Lao, Burmese …), also when broken by spaces, dashes, dots, brackets or a leading plus.
 * Emergency numbers (three and four digits), house numbers, times and dates with slashes stay; so does a run that
 * `mayStay` knows, as written.
 */
export function scrub(text: string, mayStay: (run: string) => boolean = () => false): string {
  return text.replace(LONG_NUMBER, (run) => (mayStay(run) ? run : '•••'))
}

// between two digits: at most three characters people write to group them
const LONG_NUMBER = /[+(]*\p{Nd}(?:[\s\-–—_.·•()​]{0,3}\p{Nd}){6,}/gu

/** `scrub` for a text that may be missing. */
export const scrubbed = (text: string | null): string | null => (text === null ? null : scrub(text))

import { isIPv6 } from 'node:net'

const MAPPED = /^::ffff:([\d.]+)$/i

/**
 * What counts as one caller, of an address: an IPv4 as it is; of an IPv6 its network of 64 bits, within which any
 * household or phone may choose its addresses freely.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [, four] = MAPPED.exec(address) ?? []
  if (four !== undefined) return four
  const [before = '', after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  // an IPv4 at the end is two groups; only how many there are matters
  const left = 8 - head.length - tail.length - (tail.at(-1)?.includes('.') ? 1 : 0)
  const groups = [...head, ...Array<string>(Math.max(0, left)).fill('0'), ...tail]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

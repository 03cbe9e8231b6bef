import { createHmac } from 'node:crypto'
import { type Crypto, sameBytes } from '../platform/crypto.ts'

/** The secret better-auth signs its cookies with; it follows from ours, so there is one secret to keep. */
export const cookieSecret = (crypto: Crypto): string => crypto.hash('session-cookie', '').toString('hex')

export const servedByHttps = (publicUrl: string | undefined): boolean =>
  publicUrl?.startsWith('https:') ?? false

/** Reads the session token out of a Cookie header, checked as better-auth signed it; null when there is none. */
export function sessionTokenReader(crypto: Crypto, publicUrl: string | undefined) {
  const name = `${servedByHttps(publicUrl) ? '__Secure-' : ''}better-auth.session_token`
  const secret = cookieSecret(crypto)
  return (header: string | undefined): string | null => {
    const value = header && cookieValue(header, name)
    if (!value) return null
    const dot = value.lastIndexOf('.')
    const [token, signature] = [value.slice(0, dot), value.slice(dot + 1)]
    const expected = createHmac('sha256', secret).update(token).digest()
    return sameBytes(Buffer.from(signature, 'base64'), expected) ? token : null
  }
}

function cookieValue(header: string, name: string): string | null {
  const found = header.split(/; */).find((part) => part.startsWith(`${name}=`))
  if (!found) return null
  try {
    return decodeURIComponent(found.slice(name.length + 1))
  } catch {
    return null
  }
}

import { refuseFile } from './table.ts'

/** Attributes stay unread text until {@link attribute} is asked: most of them nobody wants to know. */
export type XmlListener = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** A tag or an entity that does not end within so many characters is no spreadsheet's. */
const LONGEST_TAG = 256 * 1024
const LONGEST_ENTITY = 12

const BANG = 33
const QUOTE = 34
const APOSTROPHE = 39
const SLASH = 47
const COLON = 58
const EQUALS = 61
const GREATER = 62
const QUESTION = 63

/**
 * Reads XML in pieces and tells of tags and text as they come; keeps nothing but an unfinished tag. Names lose their
 * prefix. Knows the five entities of XML and character numbers: a document that declares its own is refused, so there
 * is nothing that could grow.
 */
export class XmlScan {
  private readonly listener: XmlListener
  private readonly decoder = new TextDecoder('utf-8')
  private rest = ''

  constructor(listener: XmlListener) {
    this.listener = listener
  }

  write(bytes: Buffer): void {
    const text = this.rest + this.decoder.decode(bytes, { stream: true })
    const read = this.read(text)
    this.rest = text.slice(read)
    if (this.rest.length > LONGEST_TAG) refuseFile('file-unsafe')
  }

  end(): void {
    if (this.rest.trim() !== '') refuseFile('file-damaged')
  }

  /** Reads what is whole; answers how far that was. */
  private read(xml: string): number {
    let at = 0
    for (;;) {
      const tag = xml.indexOf('<', at)
      const textEnd = tag === -1 ? endOfWholeText(xml, at) : tag
      if (textEnd > at) this.listener.text(decoded(xml.slice(at, textEnd)))
      if (tag === -1) return textEnd
      const end = this.readTag(xml, tag)
      if (end === -1) return tag
      at = end
    }
  }

  /** Reads the tag that starts here; answers its end, -1 when it is not all there yet. */
  private readTag(xml: string, at: number): number {
    const next = xml.charCodeAt(at + 1)
    if (next === BANG) return this.readDeclaration(xml, at)
    if (next === QUESTION) return after(xml, '?>', at)
    const end = endOfTag(xml, at)
    if (end === -1) return -1
    if (next === SLASH) this.listener.close(localName(xml, at + 2, end))
    else this.openTag(xml, at + 1, end)
    return end + 1
  }

  private openTag(xml: string, from: number, end: number): void {
    const closes = xml.charCodeAt(end - 1) === SLASH
    const name = localName(xml, from, end)
    this.listener.open(name, xml.slice(from, closes ? end - 1 : end))
    if (closes) this.listener.close(name)
  }

  private readDeclaration(xml: string, at: number): number {
    if (xml.length - at < 9) return -1
    if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4)
    if (!xml.startsWith('<![CDATA[', at)) refuseFile('file-unsafe')
    const end = after(xml, ']]>', at + 9)
    if (end !== -1) this.listener.text(xml.slice(at + 9, end - 3))
    return end
  }
}

function after(xml: string, closing: string, from: number): number {
  const at = xml.indexOf(closing, from)
  return at === -1 ? -1 : at + closing.length
}

/** The next > that does not stand inside a quoted value. */
function endOfTag(xml: string, from: number): number {
  let quote = 0
  for (let at = from + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === GREATER) return at
    else if (code === QUOTE || code === APOSTROPHE) quote = code
  }
  return -1
}

function localName(xml: string, from: number, end: number): string {
  let start = from
  for (let at = from; at < end; at++) {
    const code = xml.charCodeAt(at)
    if (code === COLON) start = at + 1
    else if (code <= 32 || code === SLASH) return xml.slice(start, at)
  }
  return xml.slice(start, end)
}

/** Text at the end of a piece goes out at once, but for an entity that may be cut in two. */
function endOfWholeText(xml: string, from: number): number {
  const ampersand = xml.lastIndexOf('&')
  const cut = ampersand >= from && xml.length - ampersand < LONGEST_ENTITY && !xml.includes(';', ampersand)
  return cut ? ampersand : xml.length
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** One attribute of a tag by its whole name, decoded; undefined when the tag has none. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let from = 0; ; ) {
    const at = attributes.indexOf(name, from)
    if (at === -1) return undefined
    from = at + name.length
    const before = attributes.charCodeAt(at - 1)
    if (before > 32 || attributes.charCodeAt(from) !== EQUALS) continue
    const end = attributes.indexOf(attributes.charAt(from + 1), from + 2)
    return end === -1 ? undefined : decoded(attributes.slice(from + 2, end))
  }
}

/** A node of XML without attributes and namespaces: GeoReport v2 has neither. */
export interface XmlElement {
  readonly name: string
  readonly children: readonly XmlElement[]
  /** The text directly in the element; empty where it has children. */
  readonly text: string
}

/** Larger answers than any page of a thousand requests with four thousand characters each are not read. */
export const longestXml = 32 * 1024 * 1024
const deepest = 32

export class XmlError extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'XmlError'
  }
}

/** What XML 1.0 cannot carry, not even escaped, and the control characters that it warns of: they are left out. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** A text as XML can carry it. */
export function carriable(text: string): string {
  return text.toWellFormed().replace(forbidden, '')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five characters that mean something, and the carriage return, which a parser would turn into a line feed. */
export function escapeXml(text: string): string {
  return carriable(text).replace(/[&<>"'\r]/g, (c) => `&${c === '\r' ? '#13' : nameOf(c)};`)
}

function nameOf(character: string): string {
  return Object.keys(entities).find((name) => entities[name] === character) ?? ''
}

export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, '')}`
}

function element({ name, children, text }: XmlElement, indent: string): string {
  if (children.length > 0) {
    const inside = children.map((c) => element(c, `${indent}  `)).join('')
    return `${indent}<${name}>\n${inside}${indent}</${name}>\n`
  }
  return text === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>${escapeXml(text)}</${name}>\n`
}

interface Open {
  readonly name: string
  readonly children: XmlElement[]
  text: string
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y

/**
 * Reads what another server sends. No document type, so no entities of its own and nothing that expands; attributes
 * are passed over; depth and length are bounded.
 * @throws XmlError
 */
export function parseXml(text: string): XmlElement {
  if (text.length > longestXml) throw new XmlError('too long')
  const root: Open = { name: '', children: [], text: '' }
  const stack: Open[] = [root]
  token.lastIndex = 0
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) throw new XmlError(`not XML at ${at}`)
    take(stack, found)
  }
  const [first, ...others] = root.children
  if (stack.length > 1 || first === undefined || others.length > 0 || root.text.trim() !== '')
    throw new XmlError('not one closed element')
  return first
}

function take(stack: Open[], found: RegExpExecArray): void {
  const [, cdata, closing, opening, , empty, plain] = found
  const top = stack.at(-1)
  if (top === undefined) throw new XmlError('nothing is open')
  if (cdata !== undefined) top.text += cdata
  if (plain !== undefined) top.text += unescapeXml(plain)
  if (closing !== undefined) {
    if (top.name !== closing || stack.length < 2) throw new XmlError(`${closing} closes nothing`)
    stack.pop()
    close(stack.at(-1), top)
  }
  if (opening === undefined) return
  const next: Open = { name: opening, children: [], text: '' }
  if (stack.length > deepest) throw new XmlError('too deep')
  if (empty === '/') close(top, next)
  else stack.push(next)
}

function close(parent: Open | undefined, { name, children, text }: Open): void {
  parent?.children.push({ name, children, text: children.length > 0 ? '' : text })
}

function unescapeXml(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;&\s]{1,10});|&/g, (_whole, name: string | undefined) => {
    if (name === undefined) throw new XmlError('a bare ampersand')
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (code === null) return known(name)
    const point = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new XmlError(`no character ${name}`)
    return carriable(String.fromCodePoint(point))
  })
}

function known(name: string): string {
  const character = Object.hasOwn(entities, name) ? entities[name] : undefined
  if (character === undefined) throw new XmlError(`unknown entity ${name}`)
  return character
}

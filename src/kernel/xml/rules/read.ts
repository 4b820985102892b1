import { carriable, entities, type XmlElement, XmlError } from './element.ts'

/** How much a reader takes. Defaults: larger than any page of a thousand requests with four thousand characters each. */
export interface XmlBounds {
  /** Characters. */
  readonly length?: number
  readonly depth?: number
  readonly elements?: number
}

const defaults = { length: 32 * 1024 * 1024, depth: 32, elements: 1_000_000 }

interface Open {
  readonly name: string
  readonly children: XmlElement[]
  readonly attributes: Readonly<Record<string, string>> | undefined
  text: string
}

interface Reading {
  readonly text: string
  readonly stack: Open[]
  readonly bounds: typeof defaults
  elements: number
}

const attribute = `[\\w.:-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`
const token = new RegExp(
  `<!--[\\s\\S]*?-->|<\\?[\\s\\S]*?\\?>|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|<\\/([\\w.:-]+)\\s*>|<([\\w.:-]+)((?:\\s+${attribute})*)\\s*(\\/?)>|([^<]+)`,
  'y',
)
const attributes = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads what another server sends. No document type, so no entities of its own and nothing that expands; depth, length
 * and number of elements are bounded.
 * @throws XmlError
 */
export function parseXml(text: string, bounds: XmlBounds = {}): XmlElement {
  const most = { ...defaults, ...bounds }
  if (text.length > most.length) throw new XmlError('xml.too-long', { limit: most.length })
  const root: Open = { name: '', children: [], attributes: undefined, text: '' }
  const reading: Reading = { text, stack: [root], bounds: most, elements: 0 }
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) throw unreadable(text, at)
    take(reading, found)
  }
  return onlyRoot(reading.stack)
}

function onlyRoot(stack: readonly Open[]): XmlElement {
  const [root, unclosed] = stack
  if (unclosed !== undefined) throw new XmlError('xml.not-closed', { name: unclosed.name })
  const [first, ...others] = root?.children ?? []
  if (first === undefined || others.length > 0 || root?.text.trim() !== '') throw new XmlError('xml.roots')
  return first
}

function unreadable(text: string, at: number): XmlError {
  const isType = /^<!(?:DOCTYPE|ENTITY)/i.test(text.slice(at, at + 12))
  return new XmlError(isType ? 'xml.document-type' : 'xml.unreadable', { line: lineOf(text, at) })
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

function take(reading: Reading, found: RegExpExecArray): void {
  const [, cdata, closing, opening, given = '', empty, plain] = found
  const { stack, bounds, text } = reading
  const line = () => lineOf(text, found.index)
  const top = stack.at(-1)
  if (top === undefined) throw new XmlError('xml.roots')
  if (cdata !== undefined) top.text += carriable(cdata)
  if (plain !== undefined) top.text += unescapeXml(plain, line)
  if (closing !== undefined) {
    if (top.name !== closing || stack.length < 2)
      throw new XmlError('xml.not-open', { name: closing, line: line() })
    stack.pop()
    close(stack.at(-1), top)
  }
  if (opening === undefined) return
  reading.elements++
  if (reading.elements > bounds.elements) throw new XmlError('xml.too-many', { limit: bounds.elements })
  if (stack.length > bounds.depth) throw new XmlError('xml.too-deep', { limit: bounds.depth, line: line() })
  const next: Open = { name: opening, children: [], attributes: readAttributes(given, line), text: '' }
  if (empty === '/') close(top, next)
  else stack.push(next)
}

function close(parent: Open | undefined, { name, children, text, attributes: given }: Open): void {
  const isBetween = children.length > 0 && text.trim() === ''
  const element = { name, children, text: isBetween ? '' : text }
  parent?.children.push(given === undefined ? element : { ...element, attributes: given })
}

function readAttributes(given: string, line: () => number): Readonly<Record<string, string>> | undefined {
  if (given === '') return undefined
  const read = new Map<string, string>()
  for (const [, name = '', double, single] of given.matchAll(attributes)) {
    if (read.has(name)) throw new XmlError('xml.attribute', { name, line: line() })
    read.set(name, unescapeXml((double ?? single ?? '').replace(/\r\n?|[\t\n]/g, ' '), line))
  }
  return Object.fromEntries(read)
}

function unescapeXml(text: string, line: () => number): string {
  const even = text.replace(/\r\n?/g, '\n')
  return carriable(even).replace(/&([^;&\s]{1,10});|&/g, (_whole, name: string | undefined) => {
    if (name === undefined) throw new XmlError('xml.ampersand', { line: line() })
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (code === null) return known(name, line)
    const point = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      throw new XmlError('xml.character', { name, line: line() })
    return carriable(String.fromCodePoint(point))
  })
}

function known(name: string, line: () => number): string {
  const character = Object.hasOwn(entities, name) ? entities[name] : undefined
  if (character === undefined) throw new XmlError('xml.entity', { name, line: line() })
  return character
}

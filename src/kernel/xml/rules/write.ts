import { carriable, entities, type XmlElement } from './element.ts'

/** The five characters that mean something, and the carriage return, which a parser would turn into a line feed. */
export function escapeXml(text: string): string {
  return carriable(text).replace(/[&<>"'\r]/g, (c) => `&${c === '\r' ? '#13' : nameOf(c)};`)
}

/** Attributes lose tabs and line feeds as well, unless they are escaped. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\t\n]/g, (c) => (c === '\t' ? '&#9;' : '&#10;'))
}

function nameOf(character: string): string {
  return Object.keys(entities).find((name) => entities[name] === character) ?? ''
}

export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, '')}`
}

function element({ name, children, text, attributes = {} }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
  const open = `${indent}<${name}${given.join('')}`
  if (children.length > 0) {
    const inside = children.map((c) => element(c, `${indent}  `)).join('')
    return `${open}>\n${inside}${indent}</${name}>\n`
  }
  return text === '' ? `${open}/>\n` : `${open}>${escapeXml(text)}</${name}>\n`
}

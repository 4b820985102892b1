import { translate } from '#kernel/i18n/define'
import { xmlMessages } from '../messages.ts'

/** A node of XML. Names are as written, prefix included; `named` reads them with their namespaces. */
export interface XmlElement {
  readonly name: string
  readonly children: readonly XmlElement[]
  /** The text directly in the element; where it has children, empty unless something else than blanks lies between them. */
  readonly text: string
  /** Absent where there are none. */
  readonly attributes?: Readonly<Record<string, string>>
}

export type XmlFault = keyof typeof xmlMessages

/** A text that is no XML as we read it; `key` and `values` make the sentence in either language. */
export class XmlError extends Error {
  readonly key: XmlFault
  readonly values: Readonly<Record<string, string | number>>

  constructor(key: XmlFault, values: Readonly<Record<string, string | number>> = {}) {
    super(translate(xmlMessages, key, 'en', values))
    this.name = 'XmlError'
    this.key = key
    this.values = values
  }
}

/** What XML 1.0 cannot carry, not even escaped, and the control characters that it warns of: they are left out. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** A text as XML can carry it. */
export function carriable(text: string): string {
  return text.toWellFormed().replace(forbidden, '')
}

export const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

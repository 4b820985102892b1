import { type Component, componentText, type InnerList, innerListText } from './fields.ts'

/** A message as far as signatures see it (RFC 9421, section 2). */
export interface SignedMessage {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  /** `https://host` */
  readonly origin: string
  /** Of a response only. */
  readonly status?: number
  /** A field's value, several joined by a comma and a space; undefined where it is not there. */
  readonly header: (name: string) => string | undefined
}

/** A component that the message lacks, or that this implementation does not know. */
export class ComponentError extends Error {
  readonly component: string

  constructor(component: string) {
    super(component)
    this.component = component
  }
}

/**
 * The text that is signed (RFC 9421, section 2.5). `request` is what `;req` components are taken from.
 * @throws ComponentError
 */
export function signatureBase(list: InnerList, message: SignedMessage, request?: SignedMessage): string {
  const seen = new Set<string>()
  const lines = list.components.map((c) => {
    const id = componentText(c)
    if (seen.has(id)) throw new ComponentError(c.name)
    seen.add(id)
    return `${id}: ${valueIn(c, message, request)}`
  })
  return [...lines, `"@signature-params": ${innerListText(list)}`].join('\n')
}

function valueIn(c: Component, message: SignedMessage, request: SignedMessage | undefined): string {
  const fromRequest = c.params.get('req') === true
  const from = fromRequest ? request : message
  const member = c.params.get('key')
  const known = (fromRequest ? 1 : 0) + (member === undefined ? 0 : 1)
  if (from === undefined || c.params.size !== known) throw new ComponentError(c.name)
  const value = c.name.startsWith('@') ? derived(c.name, from) : from.header(c.name)
  if (value === undefined || c.name !== c.name.toLowerCase()) throw new ComponentError(c.name)
  return member === undefined ? value.trim() : memberOf(c.name, value, member)
}

/** One member of a dictionary field, as it was sent: signatures are bytes, so the text is canonical. */
function memberOf(name: string, value: string, member: unknown): string {
  const found = value.split(',').find((part) => part.trim().startsWith(`${String(member)}=`))
  if (found === undefined) throw new ComponentError(name)
  return found.trim().slice(String(member).length + 1)
}

function derived(name: string, m: SignedMessage): string | undefined {
  const cut = m.target.indexOf('?')
  switch (name) {
    case '@method':
      return m.method
    case '@path':
      return cut < 0 ? m.target : m.target.slice(0, cut)
    case '@query':
      return cut < 0 ? '?' : m.target.slice(cut)
    case '@target-uri':
      return `${m.origin}${m.target}`
    case '@authority':
      return m.origin.replace(/^https?:\/\//, '')
    case '@status':
      return m.status === undefined ? undefined : String(m.status)
    default:
      return undefined
  }
}

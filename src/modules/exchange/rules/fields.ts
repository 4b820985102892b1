/** The part of Structured Field Values (RFC 8941) that HTTP signatures use, read strictly and written canonically. */

export type Bare = string | number | boolean | Uint8Array
export type Parameters = ReadonlyMap<string, Bare>
/** A covered component: `"@method"`, `"content-digest";req`. */
export interface Component {
  readonly name: string
  readonly params: Parameters
}
export interface InnerList {
  readonly components: readonly Component[]
  readonly params: Parameters
}

/** Text that is no structured field. */
export class FieldError extends Error {}

/** Longer ones no signer needs. */
const longest = 8192

class Reader {
  readonly text: string
  at = 0

  constructor(text: string) {
    if (text.length > longest || !/^[\x20-\x7e]*$/.test(text)) throw new FieldError('not a field')
    this.text = text
  }

  get ended(): boolean {
    return this.at >= this.text.length
  }

  peek(): string {
    return this.text[this.at] ?? ''
  }

  /** Matches from here, or nothing. */
  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = this.at
    const found = sticky.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  need(text: string): void {
    if (!this.text.startsWith(text, this.at)) throw new FieldError(`${text} expected at ${this.at}`)
    this.at += text.length
  }

  key(): string {
    const found = this.take(/[a-z*][a-z0-9_.*-]*/)
    if (found === undefined) throw new FieldError(`a name expected at ${this.at}`)
    return found
  }

  bare(): Bare {
    const first = this.peek()
    if (first === '"') return this.string()
    if (first === ':') return this.bytes()
    if (first === '?') {
      const flag = this.take(/\?[01]/)
      if (flag !== undefined) return flag === '?1'
    }
    const number = this.take(/-?\d{1,15}(?![\d.])/)
    if (number !== undefined) return Number(number)
    throw new FieldError(`a value expected at ${this.at}`)
  }

  string(): string {
    const found = this.take(/"(?:[^"\\]|\\["\\])*"/)
    if (found === undefined) throw new FieldError(`a string expected at ${this.at}`)
    return found.slice(1, -1).replace(/\\(["\\])/g, '$1')
  }

  bytes(): Uint8Array {
    const found = this.take(/:[A-Za-z0-9+/]*={0,2}:/)
    const text = found?.slice(1, -1) ?? '!'
    if (text.length % 4 !== 0) throw new FieldError(`bytes expected at ${this.at}`)
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  }

  parameters(): Parameters {
    const params = new Map<string, Bare>()
    while (this.peek() === ';') {
      this.at++
      this.take(/ */)
      const name = this.key()
      if (params.has(name)) throw new FieldError(`${name} stands twice`)
      params.set(name, this.peek() === '=' ? this.valueAfterSign() : true)
    }
    return params
  }

  valueAfterSign(): Bare {
    this.need('=')
    return this.bare()
  }

  innerList(): InnerList {
    this.need('(')
    const components: Component[] = []
    this.take(/ */)
    while (this.peek() !== ')') {
      components.push({ name: this.string(), params: this.parameters() })
      if (this.take(/ +/) === undefined && this.peek() !== ')') throw new FieldError('a space expected')
    }
    this.need(')')
    return { components, params: this.parameters() }
  }
}

function dictionary<T>(text: string, value: (reader: Reader) => T): Map<string, T> {
  const reader = new Reader(text.trim())
  const members = new Map<string, T>()
  while (!reader.ended) {
    const name = reader.key()
    if (members.has(name)) throw new FieldError(`${name} stands twice`)
    reader.need('=')
    members.set(name, value(reader))
    reader.take(/[ \t]*/)
    if (reader.ended) break
    reader.need(',')
    reader.take(/[ \t]*/)
    if (reader.ended) throw new FieldError('ends in a comma')
  }
  return members
}

/** Signature-Input. @throws FieldError */
export function parseInputs(text: string): Map<string, InnerList> {
  return dictionary(text, (r) => r.innerList())
}

/** Signature, Content-Digest. @throws FieldError */
export function parseBytes(text: string): Map<string, Uint8Array> {
  return dictionary(text, (r) => {
    const bytes = r.bytes()
    r.parameters()
    return bytes
  })
}

function bareText(value: Bare): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
  if (typeof value === 'boolean') return value ? '?1' : '?0'
  if (typeof value === 'number') return String(value)
  return `:${btoa(String.fromCharCode(...value))}:`
}

function parametersText(params: Parameters): string {
  return [...params].map(([k, v]) => (v === true ? `;${k}` : `;${k}=${bareText(v)}`)).join('')
}

export function componentText({ name, params }: Component): string {
  return `${bareText(name)}${parametersText(params)}`
}

/** `("@method" "@path");created=1618884473;keyid="k"` */
export function innerListText({ components, params }: InnerList): string {
  return `(${components.map(componentText).join(' ')})${parametersText(params)}`
}

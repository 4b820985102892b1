/** Why a call to a server of others came to nothing, in words: the end of a message's key, and what fills its places. */
export interface OutboundReason {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

/** A server of others that could not be read. Whoever calls it has the sentences for the keys. */
export class OutboundError extends Error {
  readonly reason: OutboundReason

  constructor(key: string, values: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.name = 'OutboundError'
    const short = Object.entries(values).map(([name, v]) => [
      name,
      typeof v === 'string' ? v.toWellFormed().replaceAll('\u0000', ' ').slice(0, 300) : v,
    ])
    this.reason = { key, values: Object.fromEntries(short) }
  }
}

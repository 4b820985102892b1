import type { Purpose } from '#modules/sharing/contract'
import type { Call, SignedAnswer } from './call.ts'
import type { ExchangeRecord } from './contract.ts'

/** What is known of the data side of a call. */
export interface About {
  readonly provider?: string | null
  readonly resource?: string | null
  readonly grant?: string | null
  readonly purpose?: Purpose | null
  readonly items?: readonly string[]
  readonly rows?: number
  /** Absent where it was given. */
  readonly condition?: string
}

const longestHeader = 8192

/** All that is kept of an exchange: who, what for, which hashes and signatures; never the data. */
export function recordOf(call: Call, about: About, answer: SignedAnswer): ExchangeRecord {
  const { message, key } = call
  const header = (name: string) => message.header(name)?.slice(0, longestHeader) ?? null
  return {
    v: 1,
    id: call.id,
    at: call.at.toISOString(),
    action: call.action,
    system: key?.system ?? null,
    consumer: key?.organization ?? null,
    provider: about.provider ?? null,
    resource: about.resource ?? null,
    grant: about.grant ?? null,
    purpose: about.purpose ?? null,
    items: [...(about.items ?? [])],
    rows: about.rows ?? 0,
    outcome: about.condition === undefined ? 'given' : 'refused',
    condition: about.condition ?? null,
    durationUs: Math.round((performance.now() - call.began) * 1000),
    request: {
      method: message.method,
      target: message.target.slice(0, longestHeader),
      origin: message.origin,
      digest: header('content-digest'),
      key: call.claimed,
      input: header('signature-input'),
      signature: header('signature'),
    },
    response: answer.signed,
  }
}

import { v7 as uuidv7 } from 'uuid'
import { Refusal, type RefusalCode } from '#kernel/action/define'
import { clientActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { ExchangeRecord } from './contract.ts'
import type { Keyring, OwnKey } from './keyring.ts'
import {
  type Component,
  ComponentError,
  type Fault,
  FieldError,
  innerListText,
  parseBytes,
  type RequestSignature,
  readSignature,
  type SignedMessage,
  signatureBase,
} from './rules.ts'
import { contentDigest, isDigestOf, isSignedBy, sign } from './signing.ts'
import { findKey, type HeldKey, noteCall } from './store.ts'

/** A request at the gateway, before and after its signature was found to hold. */
export interface Call {
  readonly id: string
  readonly at: Date
  /** performance.now() at arrival. */
  readonly began: number
  readonly message: SignedMessage
  readonly body: Buffer
  action: ExchangeRecord['action']
  /** The key id that the request names. */
  claimed: string | null
  signature: RequestSignature | undefined
  /** Set once the signature holds. */
  key: HeldKey | undefined
}

const codes: Partial<Record<Fault, RefusalCode>> = {
  minute: 'too-many',
  replay: 'conflict',
  request: 'invalid',
  'body-unexpected': 'invalid',
  'system-waiting': 'forbidden',
  'system-revoked': 'forbidden',
}

export function faultRefusal(fault: Fault, details: Record<string, unknown> = {}): Refusal {
  return new Refusal(codes[fault] ?? 'unauthenticated', `exchange.fault.${fault}`, {
    condition: fault,
    ...details,
  })
}

export function newCall(
  kernel: Kernel,
  message: SignedMessage,
  body: Buffer,
  action: ExchangeRecord['action'],
): Call {
  return {
    id: uuidv7(),
    at: kernel.clock.now(),
    began: performance.now(),
    message,
    body,
    action,
    claimed: null,
    signature: undefined,
    key: undefined,
  }
}

/**
 * Who calls, by the signature alone: read, fresh, by a key in force of a confirmed system, over this very request.
 * Then the call is counted for the minute.
 * @throws Refusal that names the fault
 */
export async function checkCall(kernel: Kernel, keyring: Keyring, call: Call): Promise<HeldKey> {
  const { message } = call
  const read = readSignature(message.header('signature-input'), message.header('signature'), {
    hasBody: call.body.length > 0,
    nowSeconds: call.at.getTime() / 1000,
    skewSeconds: kernel.config.exchangeSkewSeconds,
  })
  if (typeof read === 'string') throw faultRefusal(read)
  call.claimed = read.key.slice(0, 100)
  const key = await findKey(kernel.app.db, read.key)
  const fault = keyFault(key, read, call.at) ?? contentFault(call)
  if (fault !== undefined || key === undefined) throw faultRefusal(fault ?? 'key-unknown')
  if (!isSignedBy(keyring.parsed(key.id, key.publicKey), baseOf(read, message), read.signature))
    throw faultRefusal('signature')
  call.signature = read
  call.key = key
  if ((await noteCall(kernel.app.db, key.system, call.at)) > key.perMinute)
    throw faultRefusal('minute', { limit: key.perMinute })
  return key
}

function keyFault(key: HeldKey | undefined, read: RequestSignature, now: Date): Fault | undefined {
  if (key === undefined) return 'key-unknown'
  if (key.revokedAt !== null) return 'key-revoked'
  if (key.validUntil !== null && key.validUntil <= now) return 'key-over'
  if (key.state !== 'confirmed') return key.state === 'waiting' ? 'system-waiting' : 'system-revoked'
  // The key says how it signs, never the request alone.
  return key.alg === read.alg ? undefined : 'algorithm'
}

function contentFault({ message, body }: Call): Fault | undefined {
  if (message.method === 'GET' && body.length > 0) return 'body-unexpected'
  const header = message.header('content-digest')
  if (header === undefined) return body.length > 0 ? 'digest-missing' : undefined
  try {
    return isDigestOf(parseBytes(header), body) ? undefined : 'digest'
  } catch (error) {
    if (error instanceof FieldError) return 'digest'
    throw error
  }
}

function baseOf(read: RequestSignature, message: SignedMessage): string {
  try {
    return signatureBase(read.list, message)
  } catch (error) {
    if (error instanceof ComponentError) throw faultRefusal('component', { component: error.component })
    throw error
  }
}

export function actorOfCall(key: HeldKey) {
  return clientActor(key.system, key.name)
}

/** An answer that is signed and knows its record. */
export interface SignedAnswer {
  readonly status: number
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly signed: ExchangeRecord['response']
}

const component = (name: string, ...params: [string, string | true][]): Component => ({
  name,
  params: new Map(params),
})

/**
 * Signs an answer in the way in which the call was signed, and binds it to the request: method, path, query, digest and
 * the request's own signature are covered as `;req` (RFC 9421, section 2.4).
 */
export function signAnswer(own: OwnKey, call: Call, status: number, body: Buffer, now: Date): SignedAnswer {
  const digest = contentDigest(body)
  const list = {
    components: [
      component('@status'),
      component('content-digest'),
      component('@method', ['req', true]),
      component('@path', ['req', true]),
      component('@query', ['req', true]),
      ...(call.message.header('content-digest') === undefined
        ? []
        : [component('content-digest', ['req', true])]),
      ...(call.signature === undefined
        ? []
        : [component('signature', ['req', true], ['key', call.signature.label])]),
    ],
    params: new Map<string, string | number>([
      ['created', Math.floor(now.getTime() / 1000)],
      ['keyid', own.id],
      ['alg', own.alg],
    ]),
  }
  const answer: SignedMessage = {
    ...call.message,
    status,
    header: (name) => (name === 'content-digest' ? digest : undefined),
  }
  const input = `sig1=${innerListText(list)}`
  const signature = `sig1=:${sign(own.signer, signatureBase(list, answer, call.message)).toString('base64')}:`
  return {
    status,
    body,
    headers: {
      'content-digest': digest,
      'signature-input': input,
      signature,
      'x-exchange-id': call.id,
      'cache-control': 'no-store',
    },
    signed: { status, digest, key: own.id, input, signature },
  }
}

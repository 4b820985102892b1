import { Refusal } from '#kernel/action'
import { localeOf, problemOf, type Route, type RouteRequest } from '#kernel/http'
import type { Messages } from '#kernel/i18n/define'
import { anonymous } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import type { Checked } from '../actions/calls.ts'
import { conditionOf, logRefusal } from '../actions/calls.ts'
import { actorOfCall, type Call, checkCall, newCall, type SignedAnswer, signAnswer } from '../call.ts'
import type { ExchangeRecord } from '../contract.ts'
import type { Keyring } from '../keyring.ts'
import type { SignedMessage } from '../rules.ts'
import type { HeldKey } from '../store.ts'

type Raw = RouteRequest['raw']

/** What was already known of a request when it was refused. */
const calls = new WeakMap<object, Call>()

function messageOf(kernel: Kernel, raw: Raw): SignedMessage {
  return {
    method: raw.raw.method ?? raw.method,
    target: raw.raw.url ?? raw.url,
    origin: new URL(kernel.config.publicUrl).origin,
    header(name) {
      const value = raw.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
  }
}

/** Opens the call of a request: who it is, and what an answer needs. @throws Refusal that names the fault */
export async function openCall(
  kernel: Kernel,
  keyring: Keyring,
  messages: Messages,
  r: RouteRequest,
  action: ExchangeRecord['action'],
): Promise<{ checked: Checked; key: HeldKey }> {
  const body = Buffer.isBuffer(r.body) ? r.body : Buffer.alloc(0)
  const call = newCall(kernel, messageOf(kernel, r.raw), body, action)
  calls.set(r.raw, call)
  if (hasUnreadBody(r.raw, body))
    throw new Refusal('invalid', 'exchange.fault.body-unexpected', { condition: 'body-unexpected' })
  const key = await checkCall(kernel, keyring, call)
  const problem = (refusal: Refusal) => problemIn(messages, r.raw, refusal)
  const own = await keyring.own(key.alg)
  return { checked: { call, own, problem, skewSeconds: kernel.config.exchangeSkewSeconds }, key }
}

/** A GET's body is not read by the server: one that is announced would stand outside of what is signed. */
function hasUnreadBody(raw: Raw, body: Buffer): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers
  return body.length === 0 && ((length !== undefined && length !== '0') || encoding !== undefined)
}

function problemIn(messages: Messages, raw: Raw, error: unknown): { status: number; body: Buffer } {
  const problem = problemOf(error, messages, localeOf(raw), raw.id)
  const condition = error instanceof Refusal ? conditionOf(error) : `http-${problem.status}`
  return { status: problem.status, body: Buffer.from(JSON.stringify({ ...problem, condition })) }
}

export function answerWith(reply: RouteRequest['reply'], { status, body, headers }: SignedAnswer) {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json'
  return reply
    .code(status)
    .headers({ 'content-type': type, ...headers })
    .send(body)
}

/** Refused calls without a valid signature that are logged, a minute and process: a flood may not fill the disk. */
const loggedPerMinute = 600
const unsigned = { minute: 0, count: 0 }

function mayLog(call: Call): boolean {
  if (call.key !== undefined) return true
  const minute = Math.floor(call.at.getTime() / 60_000)
  if (unsigned.minute !== minute) Object.assign(unsigned, { minute, count: 0 })
  return ++unsigned.count <= loggedPerMinute
}

/** A refusal is answered as a signed problem (RFC 9457) that names the condition, and logged like what was given. */
export function refuseSigned(
  keyring: Keyring,
  messages: Messages,
  action: ExchangeRecord['action'],
): NonNullable<Route['refuse']> {
  return async (kernel, error, raw, reply) => {
    const call = calls.get(raw) ?? newCall(kernel, messageOf(kernel, raw), Buffer.alloc(0), action)
    const refusal = error instanceof Refusal ? error : undefined
    const { status, body } = problemIn(messages, raw, error)
    if (status >= 500) kernel.log.error(`${raw.method} ${raw.url.split('?')[0]} failed`, error)
    const own = await keyring.own(call.key?.alg ?? 'ecdsa-p256-sha256')
    const answer = signAnswer(own, call, status, body, kernel.clock.now())
    if (mayLog(call)) {
      const condition = refusal === undefined ? `http-${status}` : conditionOf(refusal)
      const actor = call.key === undefined ? anonymous : actorOfCall(call.key)
      const input = { call, about: { condition }, answer }
      await kernel.execute(logRefusal, { actor, input, trace: raw.id })
    }
    return answerWith(reply, answer)
  }
}

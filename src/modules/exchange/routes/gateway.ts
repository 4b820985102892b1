import { parse, Refusal } from '#kernel/action'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Messages } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import type { Checked } from '../actions/calls.ts'
import { fetchPart, readRows, requestDelivery, seeDelivery } from '../actions.ts'
import { actorOfCall, faultRefusal, type SignedAnswer } from '../call.ts'
import { DeliveryWish, type ExchangeRecord, ReadWish } from '../contract.ts'
import { createDeliveryFiles } from '../files.ts'
import type { Keyring } from '../keyring.ts'
import { wishOf } from '../rules.ts'
import { answerWith, openCall, refuseSigned } from './answer.ts'

const tag = 'exchange'
/** A query with its longest filter; whoever sends more has lost its way. */
const longestBody = 64 * 1024
/** Calls a minute and address: systems are limited one by one, many may stand behind one address. */
const perAddress = 60_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

type Serve = (
  kernel: Kernel,
  r: RouteRequest,
  checked: Checked,
  actor: ReturnType<typeof actorOfCall>,
) => Promise<SignedAnswer>

/** The doors for systems: every one signed, judged, logged. */
export function gatewayRoutes(keyring: Keyring, messages: Messages): Route[] {
  const door = (
    method: 'GET' | 'POST',
    path: string,
    action: ExchangeRecord['action'],
    summary: string,
    serve: Serve,
  ): Route => ({
    method,
    path: `/exchange/v1${path}`,
    standsAlone: true,
    takesBytes: true,
    bodyLimit: longestBody,
    rateLimit: perAddress,
    tag,
    summary,
    refuse: refuseSigned(keyring, messages, action),
    async run(kernel, r) {
      const { checked, key } = await openCall(kernel, keyring, messages, r, action)
      return answerWith(r.reply, await serve(kernel, r, checked, actorOfCall(key)))
    },
  })
  const read: Serve = (kernel, r, checked, actor) => {
    const wish = wishIn(ReadWish, r, checked)
    const input = { ...checked, grant: idIn(r.params.grant), wish }
    return kernel.execute(readRows, { actor, input, trace: r.trace })
  }
  return [
    door('GET', '/grants/:grant/rows', 'read', 'Rows by a grant (signed)', read),
    door('POST', '/grants/:grant/rows', 'read', 'The same, with the question in the body', read),
    door(
      'POST',
      '/grants/:grant/deliveries',
      'bulk',
      'Ask for all rows as files',
      (kernel, r, checked, actor) => {
        const wish = wishIn(DeliveryWish, r, checked)
        const days = kernel.config.exchangeDeliveryDays
        const input = { ...checked, grant: idIn(r.params.grant), wish, days }
        return kernel.execute(requestDelivery, { actor, input, trace: r.trace })
      },
    ),
    door('GET', '/deliveries/:delivery', 'status', 'How far a delivery is', (kernel, r, checked, actor) => {
      const input = { ...checked, delivery: idIn(r.params.delivery) }
      return kernel.execute(seeDelivery, { actor, input, trace: r.trace })
    }),
    door(
      'GET',
      '/deliveries/:delivery/parts/:part',
      'part',
      'A file of a delivery, also in ranges',
      (kernel, r, checked, actor) => {
        const { read: readPart } = createDeliveryFiles(kernel.config.dataDir)
        const part = /^\d{1,6}$/.test(r.params.part ?? '') ? Number(r.params.part) : 0
        const input = { ...checked, delivery: idIn(r.params.delivery), part, read: readPart }
        return kernel.execute(fetchPart, { actor, input, trace: r.trace })
      },
    ),
  ]
}

function idIn(text: string | undefined): string {
  if (text === undefined || !uuid.test(text))
    throw new Refusal('not-found', 'sharing.grant-not-found', { condition: 'grant' })
  return text
}

/** @throws Refusal with the condition `request` and the fields that are wrong */
function wishIn<W extends typeof ReadWish | typeof DeliveryWish>(
  schema: W,
  r: RouteRequest,
  checked: Checked,
) {
  const given = r.raw.method === 'POST' ? jsonOf(checked.call.body) : wishOf(r.query)
  try {
    return parse(schema, given)
  } catch (error) {
    if (error instanceof Refusal) throw faultRefusal('request', error.details)
    throw error
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw faultRefusal('request', { reason: 'json' })
  }
}

import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { access } from '../access.ts'
import { ServiceRequest } from '../contract.ts'
import { masked, updateStatuses, w3c } from '../rules.ts'
import { type TestDocument, tables } from '../tables.ts'
import { newToken } from './post.ts'

/** How long what was posted to the test endpoint is kept, in days. */
export const testDays = 7
const dayMs = 86_400_000

/** A request that is never an appeal: it is checked like one and kept apart, without who reported it. */
export const postTest = defineAction({
  name: 'open311.test-request',
  input: z.object({ request: ServiceRequest.omit({ service_request_id: true }) }),
  allow: access.test,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const token = newToken()
    const id = `TEST-${token.slice(0, 12)}`
    const document: TestDocument = { request: { ...input.request, service_request_id: id }, updates: [] }
    const expires = new Date(now.getTime() + testDays * dayMs)
    await tables(tx)
      .insertInto('open311_tests')
      .values({
        id,
        client: actor.id,
        token,
        document: JSON.stringify(document),
        at: now,
        expires_at: expires,
      })
      .execute()
    return { output: { number: id, token }, subject: { type: 'open311-test', id }, change: {} }
  },
})

const closing: ReadonlySet<string> = new Set([
  'CLOSED',
  'FIXED',
  'CANCELLED',
  'NO_FURTHER_ACTION',
  'DUPLICATE',
])
const mostUpdates = 100

/** On the test endpoint a client plays both sides: what it says is fixed is closed, so that it sees the whole way. */
export const postTestUpdate = defineAction({
  name: 'open311.test-update',
  input: z.object({
    number: z.string().max(60),
    updateId: z.string().min(1).max(100),
    status: z.enum(updateStatuses),
    text: z.string().trim().min(2).max(1900),
  }),
  allow: access.test,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const row = await tables(tx)
      .selectFrom('open311_tests')
      .select('document')
      .where('id', '=', input.number)
      .where('client', '=', actor.id)
      .where('expires_at', '>', now)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'open311.not-found')
    const { request, updates } = row.document
    const known = updates.find((u) => u.theirs === input.updateId)
    const updateId = known?.update_id ?? `${input.number}-${updates.length + 1}`
    if (known === undefined && updates.length < mostUpdates) {
      const at = w3c(now)
      const update = {
        update_id: updateId,
        service_request_id: input.number,
        status: input.status.toLowerCase(),
        updated_datetime: at,
        description: masked(input.text),
        media_url: null,
        theirs: input.updateId,
      }
      const status = closing.has(input.status)
        ? 'closed'
        : input.status === 'REOPEN'
          ? 'open'
          : request.status
      const next: TestDocument = {
        request: { ...request, status, updated_datetime: at, status_notes: update.description },
        updates: [...updates, update],
      }
      await tables(tx)
        .updateTable('open311_tests')
        .set({ document: JSON.stringify(next) })
        .where('id', '=', input.number)
        .execute()
    }
    return { output: { updateId }, subject: { type: 'open311-test', id: input.number }, change: {} }
  },
})

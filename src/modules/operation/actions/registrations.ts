import { defineAction, Refusal } from '#kernel/action'
import { getResource, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import { ConfirmRegistration, RegisterResource } from '../contract.ts'
import { nextSerial } from '../store.ts'
import { tables } from '../tables.ts'

/** The provider says that a resource may be operated, within which scope, until when, and how much noise buys. */
export const registerResource = defineAction({
  name: 'operation.register-resource',
  input: RegisterResource,
  allow: access.registerResource,
  async run(tx, { input, now, authorise }) {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    if (resource.state !== 'published')
      throw new Refusal('not-now', 'operation.not-published', { id: input.id })
    const row = {
      provider: resource.provider,
      scope: input.scope,
      until: input.until,
      epsilon: input.monthlyEpsilon,
      state: 'applied' as const,
      reason: null,
      at: now,
    }
    await tables(tx)
      .insertInto('operation_registrations')
      .values({ resource: resource.id, serial: null, ...row })
      .onConflict((c) => c.column('resource').doUpdateSet(row))
      .execute()
    return {
      output: { id: resource.id, state: row.state },
      subject: subjectOf(resource),
      change: { after: { scope: input.scope, until: input.until, monthlyEpsilon: input.monthlyEpsilon } },
      events: [{ name: 'operation.resource-registered', payload: { code: resource.code } }],
    }
  },
})

export const confirmRegistration = defineAction({
  name: 'operation.confirm-registration',
  input: ConfirmRegistration,
  allow: access.confirmResource,
  async run(tx, { input, authorise }) {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const row = await tables(tx)
      .selectFrom('operation_registrations')
      .select(['state', 'serial'])
      .where('resource', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (row?.state !== 'applied') throw new Refusal('not-now', 'operation.nothing-applied', { id: input.id })
    const state = input.confirm ? ('confirmed' as const) : ('refused' as const)
    await tables(tx)
      .updateTable('operation_registrations')
      .set({
        state,
        reason: input.reason,
        serial: row.serial ?? (input.confirm ? await nextSerial(tx) : null),
      })
      .where('resource', '=', input.id)
      .execute()
    return {
      output: { id: input.id, state },
      subject: subjectOf(resource),
      change: { state, reason: input.reason },
      events: [{ name: `operation.resource-${state}`, payload: { code: resource.code } }],
    }
  },
})

import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { getResource } from '#modules/catalogue'
import type { Content } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { PauseSource, SaveSource, type Settings, TrySource } from '../contract.ts'
import { destinationOf, faultsOfSettings, nextRun } from '../rules.ts'
import { getSource, lockSource, type Source, secretContext } from '../store.ts'
import { tables } from '../tables.ts'

/** What an action on a source is about; `lead` is the resource's provider. */
export function sourceSubject(id: string, provider: string) {
  return { type: 'pull-source', id, lead: provider }
}

/** Defines a source or changes one. A changed place begins from the start: its positions are another's. */
export function saveSource(key: () => MasterKey) {
  return defineAction({
    name: 'pulls.save',
    input: SaveSource,
    allow: access.save,
    async run(tx, { input, actor, now, authorise }) {
      const before = input.id === undefined ? undefined : await lockSource(tx, input.id)
      if (before !== undefined) authorise(sourceSubject(before.id, before.provider))
      const resource = await getResource(tx, input.resource)
      const id = before?.id ?? uuidv7()
      authorise(sourceSubject(id, resource.provider))
      if (before !== undefined && before.revision !== input.revision)
        throw new Refusal('conflict', 'pulls.changed-meanwhile', { current: before.revision })
      refuseFaults(input.settings, resource.content)
      refuseStaleSecret(before, input)
      const isMoved = before === undefined || isOtherPlace(before, input)
      const sealed =
        input.secret === undefined
          ? (before?.secret ?? null)
          : sealSecret(key(), input.secret, secretContext(id))
      const isActive = before === undefined || before.state === 'active'
      const values = {
        resource: resource.id,
        provider: resource.provider,
        name: input.name,
        settings: JSON.stringify(input.settings),
        secret: sealed,
        revision: (before?.revision ?? 0) + 1,
        failures: 0,
        error: null,
        // The first run is at once: whoever defines a source wants to see it work.
        next_run_at: !isActive || input.settings.schedule.kind === 'manual' ? null : now,
        ...(isMoved ? { position: null, last_rows: null } : {}),
      }
      await putSource(tx, id, before, values, { actor: actor.id, now, simulated: actor.kind === 'system' })
      if (before !== undefined && isMoved)
        await tables(tx).deleteFrom('pull_files').where('source', '=', id).execute()
      const { place, schedule, mode } = input.settings
      return {
        output: { id, revision: values.revision },
        subject: sourceSubject(id, resource.provider),
        change: {
          name: input.name,
          kind: place.kind,
          schedule,
          mode,
          moved: isMoved,
          secretChanged: input.secret !== undefined,
        },
      }
    },
  })
}

type Values = Omit<Parameters<typeof insertable>[0], never>
const insertable = (v: {
  resource: string
  provider: string
  name: string
  settings: string
  secret: Buffer | null
  revision: number
  failures: number
  error: null
  next_run_at: Date | null
  position?: null
  last_rows?: null
}) => v

async function putSource(
  tx: Tx,
  id: string,
  before: Source | undefined,
  values: Values,
  by: { actor: string; now: Date; simulated: boolean },
): Promise<void> {
  if (before !== undefined) {
    await tables(tx).updateTable('pull_sources').set(values).where('id', '=', id).execute()
    return
  }
  await tables(tx)
    .insertInto('pull_sources')
    .values({
      id,
      ...values,
      position: null,
      state: 'active',
      simulated: by.simulated,
      last_run_at: null,
      last_good_at: null,
      last_rows: null,
      created_at: by.now,
      created_by: by.actor,
    })
    .execute()
}

function isOtherPlace(before: Source, input: { resource: string; settings: Settings }): boolean {
  return (
    before.resource !== input.resource ||
    JSON.stringify(before.settings.place) !== JSON.stringify(input.settings.place)
  )
}

/** @throws Refusal `invalid` with every fault, as message keys */
function refuseFaults(settings: Settings, content: Content): void {
  const faults = faultsOfSettings(settings, content)
  const [first] = faults
  if (first !== undefined) throw new Refusal('invalid', first.key, { ...first.values, faults })
}

/** @throws Refusal `invalid` when a kept secret would go to another address than it was given for */
function refuseStaleSecret(
  before: Source | undefined,
  input: { settings: Settings; secret?: string | undefined },
): void {
  if (before === undefined || before.secret === null || input.secret !== undefined) return
  if (destinationOf(before.settings.place) !== destinationOf(input.settings.place))
    throw new Refusal('invalid', 'pulls.secret-again')
}

/** Notes that somebody has the platform call an address; the call itself follows outside the transaction. */
export const trySource = defineAction({
  name: 'pulls.try',
  input: TrySource,
  allow: access.try,
  async run(tx, { input, authorise }) {
    const resource = await getResource(tx, input.resource)
    const before = input.id === undefined ? undefined : await getSource(tx, input.id)
    if (before !== undefined) authorise(sourceSubject(before.id, before.provider))
    authorise(sourceSubject(input.id ?? resource.id, resource.provider))
    refuseFaults(input.settings, resource.content)
    refuseStaleSecret(before, input)
    return {
      output: { content: resource.content },
      subject: sourceSubject(input.id ?? resource.id, resource.provider),
      change: { kind: input.settings.place.kind },
    }
  },
})

export const pauseSource = defineAction({
  name: 'pulls.pause',
  input: PauseSource,
  allow: access.run,
  async run(tx, { input, now, authorise }) {
    const source = await lockSource(tx, input.id)
    authorise(sourceSubject(source.id, source.provider))
    const state = input.paused ? 'paused' : 'active'
    await tables(tx)
      .updateTable('pull_sources')
      .set({ state, next_run_at: input.paused ? null : nextRun(source.settings.schedule, now) })
      .where('id', '=', source.id)
      .execute()
    return {
      output: { id: source.id },
      subject: sourceSubject(source.id, source.provider),
      change: { state },
    }
  },
})

import { sql } from 'kysely'
import { type Access, grant } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { type IndicatorView, RetireIndicator, SaveIndicator } from '../contract/indicators.ts'
import type { CaseType } from '../define.ts'
import { problemsOf } from '../rules/indicators.ts'
import { listOwn } from './definitions.ts'

const mayDefine: Access = [grant('supervisor')]
/** More than an office looks at; a list of them stays readable. */
const most = 200

/** What a supervisor does with the office's own indicators. Every version stays; retired ones can be saved anew. */
export function indicatorActions(type: CaseType, shipped: readonly IndicatorView[]) {
  const save = defineAction({
    name: 'indicator.save',
    input: SaveIndicator,
    allow: mayDefine,
    async run(tx, { actor, input, now, authorise }) {
      authorise({})
      const { version, ...definition } = input
      if (shipped.some((s) => s.code === definition.code))
        throw new Refusal('invalid', 'indicator.code-shipped', { field: 'code' })
      for (const { message, field } of problemsOf(definition))
        throw new Refusal('invalid', message, { field })
      const { measure } = definition
      if (measure.kind === 'count' && measure.of.grain === 'openNow')
        refuseUnknownStates(type, measure.of.state)
      const own = await listOwn(tx, type.type)
      const before = own.find((d) => d.code === definition.code)
      if ((before?.version ?? 0) !== version)
        throw new Refusal('conflict', 'indicator.conflict', { version: before?.version ?? 0 })
      if (before === undefined && own.length >= most)
        throw new Refusal('too-large', 'indicator.too-many', { limit: most })
      const output: IndicatorView = {
        ...definition,
        version: version + 1,
        shipped: false,
        retired: false,
        savedBy: actor.name,
        savedAt: now.toISOString(),
      }
      await insertVersion(tx, type, output)
      return {
        output,
        subject: { type: 'indicator', id: definition.code },
        change: { version: output.version, definition },
      }
    },
  })
  const retire = defineAction({
    name: 'indicator.retire',
    input: RetireIndicator,
    allow: mayDefine,
    async run(tx, { actor, input, now, authorise }) {
      authorise({})
      const before = (await listOwn(tx, type.type)).find((d) => d.code === input.code)
      if (before === undefined || before.retired)
        throw new Refusal('not-found', 'indicator.not-found', { code: input.code })
      if (before.version !== input.version)
        throw new Refusal('conflict', 'indicator.conflict', { version: before.version })
      const output: IndicatorView = {
        ...before,
        version: before.version + 1,
        retired: true,
        savedBy: actor.name,
        savedAt: now.toISOString(),
      }
      await insertVersion(tx, type, output)
      return {
        output,
        subject: { type: 'indicator', id: input.code },
        change: { version: output.version, retired: true, reason: input.reason },
      }
    },
  })
  return { save, retire }
}

function refuseUnknownStates(type: CaseType, states: readonly string[] | undefined): void {
  const unknown = states?.find((s) => !type.states.includes(s) || type.final.includes(s))
  if (unknown !== undefined)
    throw new Refusal('invalid', 'indicator.unknown-state', { field: 'measure.of.state', state: unknown })
}

/** Two at once: the second finds its version taken. */
async function insertVersion(tx: Tx, type: CaseType, view: IndicatorView): Promise<void> {
  const { version, shipped: _shipped, retired, savedBy, savedAt, ...definition } = view
  const { numAffectedRows } =
    await sql`insert into indicators (code, version, type, definition, retired, saved_at, saved_by)
    values (${definition.code}, ${version}, ${type.type}, ${JSON.stringify(definition)}::jsonb, ${retired}, ${savedAt}, ${savedBy})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows !== 1n) throw new Refusal('conflict', 'indicator.conflict', { version })
}

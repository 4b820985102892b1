import { sql } from 'kysely'
import { z } from 'zod'
import { accessCondition, allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { faultsOfModel } from '../actions/check.ts'
import {
  CheckModel,
  type CountSource,
  type Fault,
  type ForbiddenList,
  type MeasureTableView,
  type Model,
  type TableFinding,
} from '../contract.ts'
import { listCounts } from '../counts.ts'
import { checkTable } from '../rules.ts'
import {
  getModel,
  modelSubject,
  readForbidden,
  readMeasures,
  registerStates,
  type StoredModel,
} from '../store.ts'

/** Models are read by their owner, by those who judge and by those who watch. */
export const listModels = defineQuery({
  name: 'control.models',
  input: z.object({}),
  allow: access.readModels,
  async run(tx, { actor }): Promise<{ rows: Model[] }> {
    const { rows } = await sql<StoredModel>`
      select id, owner, kind, revision, content, version, hash, backtest
      from (select *, owner as lead_org, '50'::text as place from control_models) as m
      where ${accessCondition(access.readModels, actor)} order by owner, kind limit 500`.execute(tx)
    return { rows: await views(tx, rows, actor) }
  },
})

export const getModelQuery = defineQuery({
  name: 'control.model',
  input: z.object({ id: z.uuid() }),
  allow: access.readModels,
  async run(tx, { actor, input }): Promise<Model> {
    const model = await getModel(tx, input.id)
    if (!allows(access.readModels, actor, modelSubject(model)))
      throw new Refusal('not-found', 'control.model-not-found', { id: input.id })
    const [view] = await views(tx, [model], actor)
    if (view === undefined) throw new Refusal('not-found', 'control.model-not-found', { id: input.id })
    return view
  },
})

async function views(tx: Tx, models: readonly StoredModel[], actor: Actor): Promise<Model[]> {
  const states = await registerStates(tx, models)
  return models.map((m) => {
    const { state = 'draft', running = null } = states.get(m.id) ?? {}
    const mayEdit = allows(access.saveModel, actor, modelSubject(m))
    return {
      id: m.id,
      owner: m.owner,
      revision: m.revision,
      content: m.content,
      state,
      version: m.version,
      running,
      backtest: m.backtest,
      findings: checkTable(m.content),
      may: [
        ...(mayEdit ? (['edit', 'test'] as const) : []),
        ...(mayEdit && state === 'draft' ? (['submit'] as const) : []),
        ...(running !== null && allows(access.judge, actor, modelSubject(m)) ? (['judge'] as const) : []),
      ],
    }
  })
}

/** What is to be said of a draft before it is saved. */
export const checkModel = defineQuery({
  name: 'control.check-model',
  input: CheckModel,
  allow: access.saveModel,
  async run(tx, { input, authorise }): Promise<{ findings: TableFinding[]; faults: Fault[] }> {
    authorise({ lead: input.owner })
    const faults = await faultsOfModel(tx, input.owner, input.content)
    return { findings: faults.length > 0 ? [] : checkTable(input.content), faults }
  },
})

export const listCountSources = defineQuery({
  name: 'control.count-sources',
  input: z.object({}),
  allow: access.readTables,
  async run(): Promise<{ rows: CountSource[] }> {
    return { rows: listCounts().map(({ source, zh, en, kinds }) => ({ source, zh, en, kinds: [...kinds] })) }
  },
})

export const getMeasures = defineQuery({
  name: 'control.measures',
  input: z.object({}),
  allow: access.readTables,
  async run(tx, { actor }): Promise<MeasureTableView> {
    return { table: await readMeasures(tx), may: allows(access.saveMeasures, actor, {}) }
  },
})

export const getForbidden = defineQuery({
  name: 'control.forbidden',
  input: z.object({}),
  allow: access.readTables,
  async run(tx, { actor }): Promise<{ list: ForbiddenList; may: boolean }> {
    return { list: await readForbidden(tx), may: allows(access.saveForbidden, actor, {}) }
  },
})

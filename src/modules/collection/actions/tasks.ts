import { defineAction, Refusal } from '#kernel/action'
import {
  blankCase,
  type Case,
  type CaseActionParts,
  caseAction,
  common,
  newCase,
  newHandler,
  nextNumber,
  refuseAssigneeBut,
  subjectOf as subjectOfCase,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { taskAccess } from '../access.ts'
import { dataTask, dataTaskActions as table } from '../case.ts'
import { type DataTaskDetails, OpenDataTask, type TaskReason } from '../contract.ts'
import { readPlaces, readStanding } from '../queries/standing.ts'
import {
  type DataTask,
  reasonsOf,
  reportTask,
  reworkTask,
  type Standing,
  type TaskLimits,
  taskLimit,
} from '../rules.ts'
import { tables } from '../tables.ts'

const words: Readonly<Record<TaskReason, string>> = {
  late: '数据逾期未到',
  quality: '数据质量低于要求',
  quarantine: '隔离区的数据久未修复',
}

/** The limits of the offices, by place; one reading for as many places as are asked. */
export type LimitsAt = (db: Tx | Database) => Promise<(place: string) => TaskLimits>

/** A task for the department that provides a resource; refused where all is well or one is open already. */
export function openDataTask(clock: Clock, limitsAt: LimitsAt) {
  return defineAction({
    name: 'data-task.open',
    input: OpenDataTask,
    allow: taskAccess.open,
    async run(tx, { input, actor, now, trace, authorise }) {
      const resource = await getResource(tx, input.resource)
      authorise({ lead: resource.provider })
      const standing = await readStanding(tx, resource, now)
      const place = (await readPlaces(tx, [resource.provider])).get(resource.provider) ?? '50'
      const limits = (await limitsAt(tx))(place)
      const reasons = reasonsOf(standing, limits, now)
      if (resource.state !== 'published' || reasons.length === 0)
        throw new Refusal('not-now', 'data-task.not-needed', { resource: resource.id })
      const task = await newTask(tx, { resource, place, standing, reasons, limits }, clock, now)
      // The key settles two at once: the second one fails and finds it open when it is tried again.
      const { numInsertedOrUpdatedRows: made } = await tables(tx)
        .insertInto('data_tasks')
        .values({ resource: resource.id, task: task.id })
        .onConflict((c) => c.doNothing())
        .executeTakeFirstOrThrow()
      if (made !== 1n) throw new Refusal('not-now', 'data-task.open-already', { resource: resource.id })
      const body = `${resource.content.name}（${resource.code}）：${reasons.map((r) => words[r]).join('、')}。请处理并说明原因。`
      return {
        output: { id: task.id, number: task.number },
        subject: { ...subjectOfCase(task), type: dataTask.type, id: task.id, district: task.district },
        change: { number: task.number, resource: resource.id, reasons },
        events: [
          {
            name: 'data-task.submitted',
            payload: {
              action: 'submit',
              number: task.number,
              visible: 'internal',
              applicant: null,
              version: task.version,
            },
          },
        ],
        write: newCase(task, body, {
          action: 'open',
          actor,
          visible: 'internal',
          input: { reasons },
          trace,
          org: null,
        }),
      }
    },
  })
}

interface Needed {
  readonly resource: Resource
  readonly place: string
  readonly standing: Standing
  readonly reasons: DataTaskDetails['reasons']
  readonly limits: TaskLimits
}

async function newTask(
  tx: Tx,
  { resource, place, standing, reasons, limits }: Needed,
  clock: Clock,
  now: Date,
): Promise<DataTask> {
  const base: Case<DataTaskDetails> = blankCase(dataTask, now, {
    number: await nextNumber(tx, dataTask, now),
    place,
    title: `${resource.content.name}：${words[reasons[0] as TaskReason]}`,
    channel: 'collection',
    category: null,
    urgency: null,
    applicant: null,
    lead: newHandler(resource.provider, now),
    details: {
      resource: resource.id,
      code: resource.code,
      resourceName: resource.content.name,
      reasons,
      lateSince: reasons.includes('late') ? (standing.lateFrom?.toISOString() ?? null) : null,
      score: standing.score,
      waiting: standing.waiting,
      workingDays: limits.taskWork,
      acceptDays: limits.taskAccept,
      report: null,
    },
  })
  const ctx = {
    now,
    calendar: clock.calendar(resource.provider),
    limit: taskLimit as (name: string, c: Case) => ReturnType<typeof taskLimit>,
  }
  const clocks = (['accept', 'answer'] as const).reduce(
    (all: Case['clocks'], name) => withClock(all, name, taskLimit(name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

/** One audited action from each row of the task's table; when it is over the resource may have the next one. */
export function dataTaskActionsOf(clock: Clock) {
  const parts: CaseActionParts<DataTaskDetails> = {
    clock,
    limits: async () => taskLimit,
    async check(tx, action, c, input) {
      await refuseAssigneeBut(['handler', 'data-manager'], tx, { action, c, input })
      if (action === 'close' || action === 'settle')
        await tables(tx).deleteFrom('data_tasks').where('task', '=', c.id).execute()
    },
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<DataTaskDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<DataTaskDetails, (typeof table)[N]['input']>(dataTask, name, table[name], parts, rule)
  return {
    accept: make('accept', common.accept),
    assign: make('assign', common.assign),
    report: make('report', reportTask),
    supervise: make('supervise', common.supervise),
    rework: make('rework', reworkTask),
    close: make('close', common.unchanged),
    settle: make('settle', common.unchanged),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  }
}

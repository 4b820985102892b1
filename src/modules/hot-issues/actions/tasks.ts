import { defineAction, Refusal } from '#kernel/action'
import {
  blankCase,
  type Case,
  type CaseActionParts,
  caseAction,
  common,
  findCase,
  newCase,
  newHandler,
  nextNumber,
  refuseForeignAssignee,
  subjectOf,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { issueTask, taskActions as table } from '../case.ts'
import { CreateTask, type TaskDetails, TaskMade } from '../contract.ts'
import { dispatchTask, reportTask, reworkTask, type Task, taskLimit } from '../rules.ts'
import { type Issue, saveStream } from '../store.ts'
import { tables } from '../tables.ts'
import { open } from './issues.ts'

const mostLinked = 200

/** One click: the issue becomes a task that one department has to report on. */
export function createIssueTask(clock: Clock) {
  return defineAction({
    name: 'hot-issue.createTask',
    input: CreateTask,
    allow: access.createTask,
    async run(tx, ctx) {
      const { input, actor, now, trace } = ctx
      const { issue, version } = await open(tx, ctx)
      await refuseSecondTask(tx, issue)
      await refuseUnknownOrg(tx, input.org)
      const task = await newTask(tx, issue, input, clock, now)
      await tables(tx)
        .updateTable('hot_issues')
        .set({ task: task.id, settled: true, version: issue.version + 1, changed: version })
        .where('id', '=', issue.id)
        .execute()
      await saveStream(tx, { version })
      const org = actor.posts[0]?.org ?? null
      const given = { org: input.org, demand: input.demand, workingDays: input.workingDays, issue: issue.id }
      return {
        output: TaskMade.parse({ id: task.id, number: task.number }),
        subject: { ...subjectOf(task), type: issueTask.type, id: task.id, district: task.district },
        change: { number: task.number, ...given },
        // The same event as when a returned task goes out again: who leads is told either way.
        events: [
          {
            name: 'issue-task.submitted',
            payload: { action: 'submit', number: task.number, visible: 'internal', applicant: null },
          },
          {
            name: 'issue-task.dispatched',
            payload: {
              action: 'dispatch',
              number: task.number,
              state: task.state,
              version: 1,
              visible: 'internal',
            },
          },
        ],
        write: newCase(task, input.demand, {
          action: 'dispatch',
          actor,
          visible: 'internal',
          input: given,
          trace,
          org,
        }),
      }
    },
  })
}

/** While a task of the issue is open, a second one would have two departments do the same. */
async function refuseSecondTask(tx: Tx, issue: Issue): Promise<void> {
  if (issue.task === null) return
  const task = await findCase(tx, issueTask.type, issue.task)
  if (task !== undefined && task.closedAt === null)
    throw new Refusal('not-now', 'hot-issue.has-task', { number: task.number })
}

async function refuseUnknownOrg(tx: Tx, org: string): Promise<void> {
  const found = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', '=', org)
    .where('active', '=', true)
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('invalid', 'hot-issue.no-org', { field: 'org' })
}

async function newTask(tx: Tx, issue: Issue, input: CreateTask, clock: Clock, now: Date): Promise<Task> {
  const members = await tables(tx)
    .selectFrom('hot_issue_members')
    .select('message')
    .where('issue', '=', issue.id)
    .where('state', '=', 'member')
    .orderBy('at', 'desc')
    .limit(mostLinked)
    .execute()
  const base: Case<TaskDetails> = blankCase(issueTask, now, {
    number: await nextNumber(tx, issueTask, now),
    district: issue.district,
    place: issue.place,
    title: issue.name,
    channel: 'hot-issue',
    category: issue.category,
    urgency: null,
    applicant: null,
    lead: newHandler(input.org, now),
    details: {
      issue: issue.id,
      issueName: issue.name,
      members: members.map((m) => m.message),
      messages: issue.messages,
      people: issue.people,
      workingDays: input.workingDays,
      report: null,
    },
  })
  const ctx = {
    now,
    calendar: clock.calendar(input.org),
    limit: taskLimit as (clock: string, c: Case) => ReturnType<typeof taskLimit>,
  }
  const clocks = (['accept', 'answer'] as const).reduce(
    (all: Case['clocks'], name) => withClock(all, name, taskLimit(name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

/** One audited action from each row of the task's table. */
export function taskActionsOf(clock: Clock) {
  const parts: CaseActionParts<TaskDetails> = {
    clock,
    limits: async () => taskLimit,
    check: refuseForeignAssignee,
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<TaskDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<TaskDetails, (typeof table)[N]['input']>(issueTask, name, table[name], parts, rule)
  return {
    dispatch: make('dispatch', dispatchTask),
    accept: make('accept', common.accept),
    assign: make('assign', common.assign),
    handle: make('handle', common.unchanged),
    report: make('report', reportTask),
    giveBack: make('giveBack', common.giveBack),
    requestExtension: make('requestExtension', common.requestExtension),
    decideExtension: make('decideExtension', common.decideExtension('answer')),
    supervise: make('supervise', common.supervise),
    rework: make('rework', reworkTask),
    close: make('close', common.unchanged),
    note: make('note', common.unchanged),
  }
}

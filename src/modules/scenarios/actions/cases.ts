import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { type CaseActionParts, caseAction, common, findCase, refuseForeignAssignee } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { scenarioCase, scenarioCaseActions as table } from '../case.ts'
import type { OwnCaseType, ScenarioCaseDetails } from '../contract.ts'
import { caseLimit, type ScenarioCase, takeStep } from '../rules.ts'
import { findVersion, getRun, saveRecorded, scenarioSubject, takeTurn, unrecorded } from '../store.ts'
import { applyEffects } from './effects.ts'

/** @throws Refusal `invalid` where an organization that is named is none, or works no more */
async function refuseUnknownOrgs(tx: Tx, action: string, input: unknown): Promise<void> {
  const named = z.object({ org: z.string().optional(), orgs: z.array(z.string()).optional() }).parse(input)
  const orgs = [...(named.orgs ?? []), ...(named.org === undefined ? [] : [named.org])]
  if (orgs.length === 0) return
  const known = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', 'in', orgs)
    .where('active', '=', true)
    .execute()
  const missing = orgs.find((org) => !known.some((o) => o.code === org))
  if (missing !== undefined)
    throw new Refusal('invalid', 'scenarios.no-org', {
      org: missing,
      field: action === 'askCo' ? 'orgs' : 'org',
    })
}

/** The kind of a case, from the version of the package under which it was opened. */
export async function caseTypeOf(tx: Tx, c: Pick<ScenarioCase, 'details'>): Promise<OwnCaseType> {
  const { scenario, number, kind } = c.details
  const version = await findVersion(tx, scenario, number)
  const type = version?.manifest.caseTypes.find((t) => t.code === kind)
  if (type === undefined) throw new Error(`version ${number} of ${scenario} has no kind of case ${kind}`)
  return type
}

/** One audited action from each row of the table. */
export function caseActionsOf(clock: Clock) {
  const parts: CaseActionParts<ScenarioCaseDetails> = {
    clock,
    limits: async () => caseLimit,
    async check(tx, action, c, input) {
      await refuseForeignAssignee(tx, action, c, input)
      if (action === 'askCo' || action === 'transfer') await refuseUnknownOrgs(tx, action, input)
    },
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<ScenarioCaseDetails, (typeof table)[N]['input']>>[4],
  ) =>
    caseAction<ScenarioCaseDetails, (typeof table)[N]['input']>(scenarioCase, name, table[name], parts, rule)
  const step = <N extends 'advance' | 'finish'>(name: N) =>
    caseAction<ScenarioCaseDetails, (typeof table)[N]['input'], OwnCaseType>(
      scenarioCase,
      name,
      table[name],
      parts,
      takeStep(name === 'finish'),
      caseTypeOf,
    )
  return {
    accept: make('accept', common.accept),
    assign: make('assign', common.assign),
    advance: step('advance'),
    finish: step('finish'),
    askCo: make('askCo', common.askCo),
    urgeCo: make('urgeCo', common.urgeCo),
    coAnswer: make('coAnswer', (c, input, ctx) => common.coAnswer(c, input, ctx.org ?? '', ctx)),
    transfer: make('transfer', common.transfer),
    requestExtension: make('requestExtension', common.requestExtension),
    decideExtension: make('decideExtension', common.decideExtension('answer')),
    supervise: make('supervise', common.supervise),
    revoke: make('revoke', common.unchanged),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  }
}

const namespace = '3a5f1c6e-5c1b-4a53-9a0e-6c2f7e1b9d44'
/** Cases that a package is told of at once. */
const mostTold = 200

/** Tells a package's own resource how its cases stand: a row each, as the case is now. */
export const recordCases = defineAction({
  name: 'scenario.record-cases',
  input: z.object({ code: z.string(), sandbox: z.boolean() }),
  allow: access.work,
  async run(tx, { input, actor, now, authorise }): Promise<Outcome<{ told: number; more: boolean }>> {
    const run = await getRun(tx, input)
    const subject = scenarioSubject(run.s)
    authorise(subject)
    await takeTurn(tx, run)
    const moved = await unrecorded(tx, run, mostTold)
    if (moved.length === 0) return { output: { told: 0, more: false }, subject, change: {}, outcome: 'read' }
    const puts = []
    for (const own of moved) {
      const resource = run.manifest.caseTypes.find((t) => t.code === own.kind)?.record
      const c = await findCase<ScenarioCaseDetails>(tx, scenarioCase.type, own.id)
      if (resource != null && c !== undefined)
        puts.push({ resource, row: recordOf(c, await nameOf(tx, c.lead?.org)) })
      await saveRecorded(tx, own.id, own.version)
    }
    const delivery = uuidv5(moved.map((o) => `${o.id} ${o.version}`).join(' '), namespace)
    const effects = { output: null, puts, kept: new Map(), signs: [], ms: 0 }
    const { rows, events } = await applyEffects(tx, effects, { run, delivery, actor, now, signatures: [] })
    return {
      output: { told: moved.length, more: moved.length === mostTold },
      subject,
      change: { sandbox: run.sandbox, cases: moved.length, rows },
      events,
    }
  },
})

async function nameOf(tx: Tx, org: string | undefined): Promise<string> {
  if (org === undefined) return ''
  const found = await tx.selectFrom('organizations').select('zh').where('code', '=', org).executeTakeFirst()
  return found?.zh ?? org
}

function recordOf(c: ScenarioCase, lead: string): Record<string, unknown> {
  return {
    number: c.number,
    kind: c.details.kind,
    subject: c.details.subject.key,
    stage: c.state === 'revoked' ? 'revoked' : c.state === 'done' ? 'done' : c.details.stage.code,
    lead,
    over: c.closedAt !== null,
    at: c.updatedAt,
  }
}

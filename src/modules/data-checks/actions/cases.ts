import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { type CaseActionParts, caseAction, common } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { dataCheck, dataCheckActions as table } from '../case.ts'
import type { DataCheckDetails } from '../contract.ts'
import { answerCheck, checkLimit, type DataCheck, endOf, reworkCheck } from '../rules.ts'
import { findFinding, readCheckTable } from '../store.ts'

/** Ends the finding with its case: gone by itself, closed, or an exception until a day. */
async function endFinding(tx: Tx, c: DataCheck, action: 'close' | 'settle', now: Date): Promise<void> {
  const end = action === 'settle' ? { state: 'settled', until: null, reason: '' } : endOf(c)
  await sql`update data_findings set state = ${end.state}, closed_at = ${now}::timestamptz,
    excepted_until = ${end.until}::date, reason = ${end.reason === '' ? null : end.reason}
    where id = ${c.details.finding}::uuid and state = 'open'`.execute(tx)
}

const judging: readonly string[] = ['accept', 'answer', 'close', 'rework']

/** Nobody judges the own reading, whatever post they hold. */
async function refuseOwnReading(tx: Tx, c: DataCheck, actor: string): Promise<void> {
  const finding = await findFinding(tx, c.details.finding)
  if (finding?.account === actor) throw new Refusal('forbidden', 'data-check.own-reading', {})
}

/** One audited action from each row of the table of a check. */
export function dataCheckActionsOf(clock: Clock) {
  const parts: CaseActionParts<DataCheckDetails> = {
    clock,
    limits: async () => checkLimit,
    async check(tx, action, c, _input, actor) {
      if (judging.includes(action)) await refuseOwnReading(tx, c, actor.id)
      if (action === 'close' || action === 'settle') await endFinding(tx, c, action, clock.now())
    },
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<DataCheckDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<DataCheckDetails, (typeof table)[N]['input']>(dataCheck, name, table[name], parts, rule)
  const answer = caseAction<DataCheckDetails, (typeof table)['answer']['input'], number>(
    dataCheck,
    'answer',
    table.answer,
    parts,
    answerCheck,
    async (tx) => (await readCheckTable(tx)).exceptionDays,
  )
  return {
    accept: make('accept', common.accept),
    answer,
    close: make('close', common.unchanged),
    rework: make('rework', reworkCheck),
    supervise: make('supervise', common.supervise),
    escalate: make('escalate', common.escalate),
    settle: make('settle', common.unchanged),
    note: make('note', common.unchanged),
  }
}

import { type CaseActionParts, caseAction, common, newHandler, refuseForeignAssignee } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { warningActions as table, warningCase } from '../case.ts'
import type { WarningDetails } from '../contract.ts'
import { closeWarning, gradeWarning, reportWarning, reworkWarning } from '../rules.ts'
import { tables } from '../tables.ts'
import { limitOf, readLimits } from './limits.ts'
import { refuseUnknownOrg } from './orgs.ts'

/** One audited action from each row of the warning's table; when it is over its object may have the next one. */
export function warningActionsOf(clock: Clock) {
  const parts: CaseActionParts<WarningDetails> = {
    clock,
    async limits(tx) {
      const limits = await readLimits(tx)
      return (name, c) => limitOf(limits, name, c)
    },
    async check(tx, action, c, input) {
      await refuseForeignAssignee(tx, action, c, input)
      if (action === 'dispatch') await refuseUnknownOrg(tx, (input as { org: string }).org)
      if (action === 'grade')
        await tables(tx)
          .updateTable('open_warnings')
          .set({ level: (input as { level: WarningDetails['level'] }).level })
          .where('warning', '=', c.id)
          .execute()
      if (action === 'close')
        await tables(tx).deleteFrom('open_warnings').where('warning', '=', c.id).execute()
    },
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<WarningDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<WarningDetails, (typeof table)[N]['input']>(warningCase, name, table[name], parts, rule)
  return {
    acknowledge: make('acknowledge', common.unchanged),
    // To the office that had it already is no transfer: it is told again, with the note.
    dispatch: make('dispatch', (c, input, ctx) =>
      c.lead?.org === input.org
        ? { ...c, lead: newHandler(input.org, ctx.now) }
        : common.transfer(c, input, ctx),
    ),
    accept: make('accept', common.accept),
    assign: make('assign', common.assign),
    handle: make('handle', common.unchanged),
    report: make('report', (c, input, ctx) => reportWarning(c, input, ctx)),
    rework: make('rework', reworkWarning),
    grade: make('grade', gradeWarning),
    supervise: make('supervise', common.supervise),
    close: make('close', closeWarning),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  }
}

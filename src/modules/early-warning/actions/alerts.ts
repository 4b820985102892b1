import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { type Case, changedCase, findCase, subjectOf } from '#kernel/cases'
import { QueueNotice, queueNotice } from '#kernel/notify'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import { AlertAboutWarning } from '../contract.ts'
import type { Warning } from '../rules.ts'
import { payloadOf } from './settle.ts'

/** A CAP message about the warning was published: it stands in the warning's history, with the way to it. */
export const noteAlert = defineAction({
  name: 'warning.note-alert',
  input: AlertAboutWarning,
  allow: access.settle,
  async run(tx, { input, actor, now, trace, authorise }): Promise<Outcome<null>> {
    authorise({})
    const { warning, ...alert } = input
    const before = (await findCase(tx, warningCase.type, warning)) as Warning | undefined
    if (before === undefined) throw new Refusal('not-found', 'case.not-found', { id: warning })
    const after = { ...before, updatedAt: now.toISOString() }
    const step = { action: 'alert', actor, visible: 'internal' as const, input: alert, trace, org: null }
    const { saved, write } = changedCase(tx, warningCase, before, after, step)
    return {
      output: null,
      subject: {
        ...subjectOf(saved as Case),
        type: warningCase.type,
        id: saved.id,
        district: saved.district,
      },
      change: { alert: alert.alert, msgType: alert.msgType, status: alert.status },
      events: [{ name: 'warning.alerted', payload: payloadOf(saved, 'alert') }],
      write,
    }
  },
})

/** The warning is closed and what was told of it still holds: those who may cancel it are reminded. */
export const remindOfAlerts = defineAction({
  name: 'warning.remind-of-alerts',
  input: z.object({ warning: z.uuid(), notices: z.array(QueueNotice).min(1).max(200) }),
  allow: access.settle,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const events = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    return {
      output: events.length,
      subject: { type: warningCase.type, id: input.warning },
      change: { told: events.length },
      events,
    }
  },
})

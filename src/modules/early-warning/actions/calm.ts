import { z } from 'zod'
import { defineAction, type Outcome } from '#kernel/action'
import { type Case, changedCase, findCase, subjectOf } from '#kernel/cases'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import { calmDown, levelBelow, type Warning } from '../rules.ts'
import { findRaiser } from '../store.ts'
import { tables } from '../tables.ts'
import { payloadOf } from './settle.ts'

/** Long enough nothing unusual: the warning goes one level down, from the lowest to calm. People close it. */
export const calmWarning = defineAction({
  name: 'warning.calm',
  input: z.object({ warning: z.uuid() }),
  allow: access.settle,
  async run(tx, { input, actor, now, trace, authorise }): Promise<Outcome<null>> {
    authorise({})
    const open = await tables(tx)
      .selectFrom('open_warnings')
      .selectAll()
      .where('warning', '=', input.warning)
      .forUpdate()
      .executeTakeFirst()
    const before = (await findCase(tx, warningCase.type, input.warning)) as Warning | undefined
    if (open === undefined || before === undefined || open.calm_at > now)
      return { output: null, subject: { type: warningCase.type, id: input.warning }, change: {} }
    const below = levelBelow(before.details.level)
    const after = calmDown(before, below, now)
    const watch = await findRaiser(tx, open.watch)
    const pause = (watch?.content.calmMinutes ?? 30) * 60_000
    await tables(tx)
      .updateTable('open_warnings')
      // What is calm stays so until a signal comes.
      .set({ level: after.details.level, calm_at: below === null ? never : new Date(now.getTime() + pause) })
      .where('warning', '=', input.warning)
      .execute()
    const action = below === null ? 'calm' : 'fall'
    const step = {
      action,
      actor,
      visible: 'internal' as const,
      input: { level: after.details.level },
      trace,
      org: null,
    }
    const { saved, write } = changedCase(tx, warningCase, before, after, step)
    return {
      output: null,
      subject: {
        ...subjectOf(saved as Case),
        type: warningCase.type,
        id: saved.id,
        district: saved.district,
      },
      change: { level: [before.details.level, after.details.level], calm: below === null },
      events: [
        { name: below === null ? 'warning.calmed' : 'warning.fallen', payload: payloadOf(saved, action) },
      ],
      write,
    }
  },
})

const never = new Date('9999-12-31T00:00:00Z')

import { sql } from 'kysely'
import { type ActionContext, defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { access } from './access.ts'
import { loadOffice } from './calendars.ts'
import { OfficeCalendar, SaveOffice, SaveYear } from './contract.ts'
import type { CalendarYear } from './define.ts'
import { yearFlaws } from './rules.ts'
import { calendarSetting, readCalendar } from './store.ts'

/** Saves one year in place of the published one. Deadlines already set do not move. */
export const saveYear = defineAction({
  name: 'calendar.save-year',
  input: SaveYear,
  allow: access.save,
  async run(tx, { input, ...context }) {
    context.authorise({})
    const { version, licence, ...rest } = input
    const year: CalendarYear = licence === undefined ? rest : { ...rest, licence }
    const before = await takeCalendar(tx, version)
    const flaws = yearFlaws(year, (before.office ?? loadOffice()).weekend)
    if (flaws.length > 0)
      throw new Refusal('invalid', 'calendar.wrong-days', {
        fields: flaws.map((f) => ({ path: f.path, code: f.reason, message: f.date })),
      })
    const years = [...before.years.filter((y) => y.year !== year.year), year].sort((a, b) => a.year - b.year)
    const change = { before: before.years.find((y) => y.year === year.year) ?? null, after: year }
    return saved(tx, { ...before, years }, change, context)
  },
})

/** Saves office hours and weekend of the city, and what departments set for themselves. */
export const saveOffice = defineAction({
  name: 'calendar.save-office',
  input: SaveOffice,
  allow: access.save,
  async run(tx, { input, ...context }) {
    context.authorise({})
    const { version, ...office } = input
    const before = await takeCalendar(tx, version)
    await refuseUnknown(tx, Object.keys(office.departments))
    return saved(tx, { ...before, office }, { before: before.office, after: office }, context)
  },
})

/** What is saved now, if the editor saw it. Editors wait for each other: the first one's row does not exist to be locked. */
async function takeCalendar(tx: Tx, seen: number): Promise<OfficeCalendar> {
  await sql`select pg_advisory_xact_lock(hashtext(${calendarSetting}))`.execute(tx)
  const { savedAt: _, ...current } = await readCalendar(tx)
  if (current.version !== seen)
    throw new Refusal('conflict', 'calendar.changed-meanwhile', { version: current.version })
  return current
}

async function saved(
  tx: Tx,
  next: OfficeCalendar,
  change: { before: unknown; after: unknown },
  { actor, now }: Pick<ActionContext<unknown>, 'actor' | 'now'>,
) {
  const calendar = OfficeCalendar.parse({ ...next, version: next.version + 1 })
  const row = { value: JSON.stringify(calendar), updated_at: now, updated_by: actor.id }
  await tx
    .insertInto('settings')
    .values({ name: calendarSetting, ...row })
    .onConflict((c) => c.column('name').doUpdateSet(row))
    .execute()
  return {
    output: { version: calendar.version },
    subject: { type: 'setting', id: calendarSetting },
    change,
    events: [{ name: 'calendar.saved', payload: { version: calendar.version } }],
  }
}

async function refuseUnknown(tx: Tx, orgs: readonly string[]): Promise<void> {
  const rows = await tx.selectFrom('organizations').select('code').where('active', '=', true).execute()
  const known = new Set(rows.map((r) => r.code))
  const unknown = orgs.filter((o) => !known.has(o))
  if (unknown.length > 0)
    throw new Refusal('invalid', 'calendar.unknown-departments', {
      fields: unknown.map((o) => ({
        path: `departments.${o}`,
        code: 'calendar.unknown-departments',
        message: o,
      })),
    })
}

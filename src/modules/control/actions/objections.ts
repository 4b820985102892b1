import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import { AnswerObjection, ObjectLevel } from '../contract.ts'
import { levelInForce } from '../rules.ts'
import { accessSubject, listObjections, lockSubject, saveSubjectRow } from '../store.ts'
import { tables } from '../tables.ts'

/** The enterprise holds that its level is wrong; the level stands until the owner has answered. */
export const objectLevel = defineAction({
  name: 'control.object',
  input: ObjectLevel,
  allow: access.object,
  async run(tx, { input, actor, now, authorise }) {
    const { person } = actor
    const s = await lockSubject(tx, { id: input.id })
    // To anybody else an enterprise under control and one that is not look the same.
    if (person === null || !s.people.includes(person))
      throw new Refusal('not-found', 'control.subject-not-found', { id: input.id })
    authorise(accessSubject(s))
    const level = levelInForce(s.base, s.override, dayOf(now))
    if (level === null) throw new Refusal('not-now', 'control.nothing-to-object', {})
    if ((await listObjections(tx, s)).some((o) => o.answered === null))
      throw new Refusal('not-now', 'control.objection-waits', {})
    const id = uuidv7()
    const about = { district: s.district, subject: s.id, person, level, reason: input.reason }
    await tables(tx)
      .insertInto('control_objections')
      .values({ id, at: now, ...about, answered_at: null, answered_by: null, upheld: null, answer: null })
      .execute()
    return {
      output: { id },
      subject: accessSubject(s),
      change: { objection: id, level },
      events: [{ name: 'control.level-objected', payload: { to: level }, subject: accessSubject(s) }],
    }
  },
})

/** The owner's word on it. Upheld, the subject is judged anew; its officers may set the level by hand meanwhile. */
export const answerObjection = defineAction({
  name: 'control.answer-objection',
  input: AnswerObjection,
  allow: access.answer,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockSubject(tx, { id: input.id })
    authorise(accessSubject(s))
    const open = (await listObjections(tx, s)).find((o) => o.id === input.objection && o.answered === null)
    if (open === undefined) throw new Refusal('not-now', 'control.no-objection', {})
    const { upheld, answer } = input
    await tables(tx)
      .updateTable('control_objections')
      .set({ answered_at: now, answered_by: actor.name, upheld, answer })
      .where('district', '=', s.district)
      .where('id', '=', open.id)
      .execute()
    const saved = upheld ? await saveSubjectRow(tx, { ...s, judged: null }) : s
    return {
      output: { id: s.id, revision: saved.revision },
      subject: accessSubject(s),
      change: { objection: open.id, upheld },
      events: [
        { name: 'control.objection-answered', payload: { to: open.level }, subject: accessSubject(s) },
      ],
    }
  },
})

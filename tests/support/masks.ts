import { expect } from 'vitest'
import { allows } from '../../src/kernel/access/index.ts'
import { type Case, type CaseView, subjectOf } from '../../src/kernel/cases/index.ts'
import type { Actor } from '../../src/kernel/identity/define.ts'
import { appealCase } from '../../src/modules/appeals/case.ts'
import { applicants, text } from './cast.ts'

/** What a page shows of a case, judged against the case itself. */
export function expectMasks(
  view: CaseView,
  c: Case,
  { open, actor, people }: { open: boolean; actor: Actor; people: readonly string[] },
): void {
  const inside = actor.posts.length > 0
  if (!allows(appealCase.see, actor, subjectOf(c))) expectOutline(view, c)
  const whole = JSON.stringify(view)
  for (const secret of [text.phone, text.idNumber, '李建国', '3栋2单元501', '13912345678'])
    if (!open)
      expect({ actor: actor.name, secret, shown: whole.includes(secret) }).toEqual({
        actor: actor.name,
        secret,
        shown: false,
      })
  if (open) for (const secret of [text.phone, text.idNumber, '李建国']) expect(view.body).toContain(secret)
  const contact = applicants.find((_, n) => people[n] === c.applicant)
  if (contact === undefined) expect(view.applicant).toBeNull()
  else if (open) expect(view.applicant).toEqual({ name: contact.name, phone: contact.phone })
  else for (const secret of [contact.name, contact.phone]) expect(whole).not.toContain(secret)
  if (!inside) {
    expect(
      view.timeline.every((s) => s.visible === 'public' && (s.actorKind !== 'officer' || s.actorName === '')),
    ).toBe(true)
    expect(view.handlers.co).toEqual([])
  }
}

/** A follower sees title, office and public steps; nothing that only the applicant or an officer may know. */
function expectOutline(view: CaseView, c: Case): void {
  expect(view).toMatchObject({
    body: '',
    address: null,
    point: null,
    applicant: null,
    files: [],
    following: true,
  })
  expect(view.place.split('/').length).toBeLessThanOrEqual(3)
  expect(view.can.filter((action) => action !== 'leave')).toEqual([])
  expect(view.details).toEqual({})
  const { applicant } = c
  if (applicant !== null) expect(JSON.stringify(view)).not.toContain(applicant)
  const words = view.timeline.filter((s) => s.actorKind === 'resident' || s.actorKind === 'anonymous')
  expect(words.every((s) => Object.keys(s.input).length === 0)).toBe(true)
}

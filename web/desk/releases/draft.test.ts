import { expect, test } from 'vitest'
import { ReleasePlan } from '#modules/releases/contract'
import { draftOf, emptyDraft, missingOf, planOf } from './draft.ts'

const plan = ReleasePlan.parse({
  title: '结构数据',
  about: '供研究',
  columns: [{ role: 'plain', item: 'kind' }],
  k: 7,
  suppression: 0.025,
  audience: { kind: 'named', recipient: 'gxq.civil', purpose: '研究', agreement: '一号' },
  reason: '计划',
  until: '2099-12-31',
})

test('a plan that is opened and saved unchanged is the same plan', () => {
  expect(planOf(draftOf(plan))).toEqual(plan)
  const open = { ...plan, audience: { kind: 'open' as const } }
  expect(planOf(draftOf(open))).toEqual(open)
})

test.each([
  [emptyDraft, ['title', 'about', 'reason', 'until']],
  [
    { ...draftOf(plan), isOpen: false, recipient: '', purpose: ' ', agreement: '' },
    ['recipient', 'purpose', 'agreement'],
  ],
  [{ ...draftOf(plan), k: '2.5', percent: '' }, ['k', 'suppression']],
  [draftOf(plan), []],
])('what is missing %#', (draft, missing) => expect(missingOf(draft)).toEqual(missing))

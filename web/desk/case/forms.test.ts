import { describe, expect, it } from 'vitest'
import { type AppealAction, actions } from '#modules/appeals/case'
import { buttonsOf, forms, inputOf, problemsOf } from './forms.ts'

const names = Object.keys(actions) as AppealAction[]
/** Taken by the platform, or by residents alone: the desk has no form for them. */
const bySystem: readonly AppealAction[] = [
  'propose',
  'escalate',
  'remind',
  'join',
  'leave',
  'adopt',
  'release',
  'closeMerged',
]
const given: Readonly<Record<string, string[]>> = { classify: ['decision'], dispatch: ['duty'] }

describe('forms of the actions', () => {
  it.each(names.filter((name) => !bySystem.includes(name)))(
    '%s asks for the fields of its contract',
    (name) => {
      const contract = Object.keys(actions[name].input.shape).filter((field) => !given[name]?.includes(field))
      expect(forms[name].map((field) => field.name).sort()).toEqual(contract.sort())
    },
  )

  it('gives every action that a person may take a button', () => {
    expect([...buttonsOf(names)].sort()).toEqual(names.filter((name) => !bySystem.includes(name)).sort())
  })

  it.each([
    ['a reason too short', 'hold', { reason: '无' }, ['reason']],
    ['a reason', 'hold', { reason: '等待居民补充材料' }, []],
    ['no organization', 'transfer', { reason: '职责不符' }, ['org']],
    ['nobody asked', 'askCo', { orgs: [], reason: '共同办理' }, ['orgs']],
    ['more days than the contract knows', 'requestExtension', { days: 61, reason: '需要检测' }, ['days']],
    ['an optional field left empty', 'decideExtension', { approve: false }, []],
  ] as const)('%s', (_case, action, values, expected) => {
    expect(problemsOf(forms[action], values).map((problem) => problem.field)).toEqual(expected)
  })

  it('leaves empty optional fields out and sends the preset of a number', () => {
    expect(inputOf(forms.requestExtension, { reason: '需要检测' })).toEqual({ days: 5, reason: '需要检测' })
    expect(
      inputOf(forms.dispute, { reason: '不属本局', legalBasis: '条例', suggested: '' }),
    ).not.toHaveProperty('suggested')
  })
})

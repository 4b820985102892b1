import { describe, expect, it } from 'vitest'
import { SubmitAppeal } from '#modules/appeals/contract'
import { emptyCall, problemsOf, submissionOf } from './call.ts'

const text = '小区路灯坏了三天没有人修。'

describe('a telephone call', () => {
  it.each([
    ['too little text', { text: '灯坏' }, ['text']],
    ['a number that is none', { text, phone: '123' }, ['phone']],
    ['a mobile number', { text, phone: '19900001000' }, []],
    ['a landline', { text, phone: '023-68880000' }, []],
    ['no number', { text }, []],
  ] as const)('%s', (_case, part, expected) => {
    const call = { ...emptyCall, ...part }
    expect(problemsOf(call)).toEqual(expected)
    expect(SubmitAppeal.safeParse(submissionOf(call)).success).toBe(expected.length === 0)
  })

  it('is anonymous without name and number', () => {
    expect(submissionOf({ ...emptyCall, text }).anonymous).toBe(true)
    expect(submissionOf({ ...emptyCall, text, name: '王某' })).toMatchObject({
      anonymous: false,
      contact: { name: '王某' },
    })
  })
})

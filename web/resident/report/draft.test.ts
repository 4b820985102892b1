import { describe, expect, it } from 'vitest'
import { SubmitAppeal } from '#modules/appeals/contract'
import { type Draft, draftErrors, emptyDraft, firstOpenStep, type Step, submission } from './draft.ts'

const full: Draft = {
  ...emptyDraft('k'),
  text: '楼下夜间施工太吵',
  address: '大学城南路33号',
  who: 'named',
  phone: '138 0000-1111',
}

describe('draftErrors', () => {
  it.each<[string, Partial<Draft>, Step, boolean, string[]]>([
    ['four letters', { text: ' 太吵了啊 ' }, 'what', false, ['what.too-short']],
    ['five letters', { text: '太吵了啊啊' }, 'what', false, []],
    ['more than the contract takes', { text: '吵'.repeat(20_001) }, 'what', false, ['what.too-long']],
    ['no place', { address: ' ' }, 'where', false, ['where.missing']],
    ['no particular place', { address: '', isNowhere: true }, 'where', false, []],
    ['a point', { address: '', point: { lon: 106.3, lat: 29.5 } }, 'where', false, []],
    ['a listed place', { address: '', place: '50/500106' }, 'where', false, []],
    ['nothing chosen', { who: '' }, 'who', false, ['who.choose']],
    ['a phone with spaces', {}, 'who', false, []],
    ['a short phone', { phone: '1380000' }, 'who', false, ['who.phone-wrong']],
    ['signed in needs no phone', { phone: '' }, 'who', true, []],
    ['anonymous needs no phone', { who: 'anonymous', phone: '' }, 'who', false, []],
  ])('%s', (_name, part, step, isSignedIn, texts) => {
    expect(draftErrors({ ...full, ...part }, step, isSignedIn).map((error) => error.text)).toEqual(texts)
  })
})

it('names the first step that is open', () => {
  expect(firstOpenStep(full, false)).toBeUndefined()
  expect(firstOpenStep({ ...full, address: '' }, false)).toBe('where')
  expect(firstOpenStep(emptyDraft('k'), false)).toBe('what')
})

describe('submission', () => {
  it.each<[string, Partial<Draft>, boolean]>([
    ['named', {}, false],
    ['signed in', {}, true],
    ['anonymous', { who: 'anonymous' }, false],
    ['with a point and no place', { isNowhere: false, point: { lon: 106.3, lat: 29.5 } }, false],
  ])('fits the contract: %s', (_name, part, isSignedIn) => {
    const sent = submission({ ...full, ...part }, isSignedIn)
    expect(SubmitAppeal.parse(sent)).toEqual(sent)
  })

  it('sends no contact when anonymous, and no place when there is none', () => {
    const sent = submission({ ...full, who: 'anonymous', name: '张三', isNowhere: true }, false)
    expect(sent).toMatchObject({ anonymous: true, contact: {}, where: {} })
  })
})

import { expect, test } from 'vitest'
import { renderNotice } from './rules.ts'

const messages = {
  new: { zh: '新事项 {number}：{title}，{state}', en: 'New case {number}: {title}, {state}' },
  'state.open': { zh: '待受理', en: 'waiting' },
}
const data = { number: 'CJ1', title: '限期整改', state: 'state.open' }

test.each([
  ['zh', data, '新事项 CJ1：限期整改，待受理'],
  ['en', data, 'New case CJ1: 限期整改, waiting'],
  ['zh', { ...data, 'title.en': 'To be put right' }, '新事项 CJ1：限期整改，待受理'],
  ['en', { ...data, 'title.en': 'To be put right' }, 'New case CJ1: To be put right, waiting'],
] as const)('a notice in %s of %j', (locale, values, sentence) =>
  expect(renderNotice(messages, 'new', locale, values)).toBe(sentence),
)

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '#models/retrieval'
import { conversationText, dangerOf, extract, promises, splitArticles, ungrounded } from './rules.ts'

describe('dangerOf', () => {
  it.each([
    ['家里燃气泄漏了怎么办', 'gas'],
    ['闻到一股天然气味道', 'gas'],
    ['我不想活了', 'life'],
    ['楼下着火了', 'fire'],
    ['有人晕倒了', 'medical'],
    ['有人持刀砍人', 'crime'],
    ['我被困在电梯里', 'trapped'],
    ['火灾保险怎么买', undefined],
    ['怎么预防燃气泄漏', undefined],
    ['天然气漏气处罚标准', undefined],
    ['身份证怎么补', undefined],
  ])('%s → %s', (question, danger) => expect(dangerOf(question)).toBe(danger))

  it('knows traditional characters once they are folded', () =>
    expect(dangerOf(foldText('瓦斯漏氣了'))).toBe('gas'))
})

describe('promises', () => {
  it.each([
    '我们保证三天内办好。',
    '一定会给您解决。',
    '我们将尽快处理。',
    '承诺今天答复。',
    '放心，肯定能批。',
  ])('%s', (text) => expect(promises(text)).toBe(true))
  it.each(['到期换领二十元。', '带上身份证到窗口办理。', '法定不超过六十日。'])('not: %s', (text) =>
    expect(promises(text)).toBe(false),
  )
})

const passages = [
  '身份证到期换领二十元，丢失补领四十元，法定不超过六十日。',
  '户口登记不收费，2024年5月1日起施行。',
]

describe('ungrounded', () => {
  it.each([
    ['身份证丢失补领四十元。[1]', undefined],
    ['身份证丢失补领四十元[1]。户口登记不收费[2]。', undefined],
    ['', 'empty'],
    ['身份证丢失补领四十元。', 'no-citation'],
    ['身份证丢失补领四十元。[3]', 'unknown-citation'],
    ['身份证丢失补领五十元。[1]', 'number'],
    ['户口登记2025年5月1日起施行。[2]', 'number'],
    ['身份证丢失补领四十元，我们保证办好。[1]', 'promise'],
    ['请到月亮背面的办公大楼领取奖金。[1]', 'foreign'],
    [`身份证丢失补领四十元。[1]\n${'好'.repeat(700)}`, 'too-long'],
  ])('%s → %s', (wording, reason) => expect(ungrounded(wording, passages)).toBe(reason))
})

describe('extract', () => {
  const text = '身份证到期换领。\n要带的材料：户口簿。\n收费：二十元。\n在哪里办：派出所。'
  it('quotes the sentence that holds the words, word for word, and marks them', () => {
    const { quote, marks } = extract(text, [{ term: '收费' }], foldText)
    expect(quote).toBe('收费：二十元。')
    expect(marks).toEqual([[0, 2]])
  })
  it('only ever quotes what stands in the passage', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ maxLength: 4 })),
        (passage, words) => {
          const { quote, marks } = extract(
            passage,
            words.map((term) => ({ term })),
            foldText,
          )
          for (const line of quote.split('\n')) expect(passage).toContain(line)
          for (const [from, to] of marks) expect(from < to && to <= quote.length).toBe(true)
        },
      ),
    ))
})

describe('splitArticles', () => {
  const law =
    '# 供水条例\n\n2024年5月1日通过\n\n## 第一章 总则\n\n第一条 为了供水，制定本条例。\n\n第二条　本市供水适用本条例。\n补充一段。\n\n第三条之一 水费按表计收。'
  it('cuts at the articles and dates the text by its name, else by its head', () => {
    const rows = splitArticles(law, '供水条例(2025-01-02).md')
    expect(rows.map((r) => [r.section, r.text])).toEqual([
      ['第一条', '为了供水，制定本条例。'],
      ['第二条', '本市供水适用本条例。\n补充一段。'],
      ['第三条之一', '水费按表计收。'],
    ])
    expect(rows[0]).toMatchObject({
      title: '供水条例',
      versionDate: '2025-01-02',
      document: '供水条例（2025-01-02）',
    })
    expect(splitArticles(law, '供水条例.md')[0]?.versionDate).toBe('2024-05-01')
  })
  it('takes a text without articles as one passage', () =>
    expect(splitArticles('停水请提前通知居民。', '通知.txt')).toMatchObject([{ section: '', title: '通知' }]))
  it('reads anything without failing, each article once', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ maxLength: 40 }),
        (text, name) => {
          const rows = splitArticles(`第一条 ${text}\n第一条 再来`, name)
          expect(new Set(rows.map((r) => r.section)).size).toBe(rows.length)
        },
      ),
    ))
})

it('a handed over conversation holds every question, quote and rating', () => {
  const turn = {
    seq: 1,
    question: '身份证怎么补',
    outcome: 'answered' as const,
    confidence: 0.9,
    helpful: false,
    at: '2026-11-24T08:00:00.000Z',
    answer: {
      citations: [
        {
          passage: '0',
          source: 'guide' as const,
          title: '身份证补领',
          section: '办事指南',
          versionDate: null,
          quote: '带户口簿。',
          marks: [],
        },
      ],
      wording: null,
      words: [],
      urgent: null,
    },
  }
  const text = conversationText([turn])
  for (const part of ['身份证怎么补', '《身份证补领》办事指南：带户口簿。', '没有用'])
    expect(text).toContain(part)
  expect(conversationText([])).toContain('没有提问')
})

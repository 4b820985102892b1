import { describe, expect, it } from 'vitest'
import type { Calming, Category, Grade } from '../contract.ts'
import { proposeUrgency } from '../reference.ts'
import { emergencies, everyday, soundsOnly, toldIndirectly } from './urgency.fixture.ts'
import { limitsOf, urgencyIn } from './urgency.ts'

const day = { amount: 1, unit: 'days' } as const
function grade(code: Grade['code'], zh: string, rank: number, words: string[] = []): Grade {
  const raiseWords = words.map((w) => ({ words: [w], reason: `${w}危险` }))
  return { code, zh, en: code, rank, limit: day, acceptWithin: day, description: '', raiseWords }
}
const grades = [
  grade('normal', '一般', 3),
  grade('urgent', '紧急', 2, ['停水']),
  grade('critical', '特急', 1, ['漏气', '着火']),
  grade('complex', '复杂', 4),
]

const calming: Calming = {
  directlyBefore: ['没有', '简直是'],
  between: ['发现', '人'],
  passedOver: ['有没有', '到现在'],
  comparisonBefore: ['像'],
  comparisonAfter: ['一样'],
  earlierInClause: ['万一', '预防'],
  inSentence: ['去年', '演练'],
  unlessNow: ['现在'],
}
const table = { grades, calming }
const usually = (urgency: Category['urgency']): Category => ({
  code: '01',
  zh: '广场舞噪声',
  en: 'x',
  urgency,
})

describe('urgency', () => {
  it.each([
    ['nothing known', '你好', undefined, 'normal', ['未见紧急情形，按“一般”办理']],
    ['the leaf', '你好', usually('complex'), 'complex', ['“广场舞噪声”一般按“复杂”办理']],
    ['a category without a grade', '你好', usually(undefined), 'normal', ['未见紧急情形，按“一般”办理']],
    ['a word', '家里停水', undefined, 'urgent', ['提到“停水”：停水危险']],
    ['a word above the leaf', '停水', usually('normal'), 'urgent', ['提到“停水”：停水危险']],
    ['the highest word wins', '停水又漏气', usually('urgent'), 'critical', ['提到“漏气”：漏气危险']],
    [
      'all words of the grade',
      '漏气着火',
      undefined,
      'critical',
      ['提到“漏气”：漏气危险', '提到“着火”：着火危险'],
    ],
  ])('%s', (_name, text, leaf, urgency, because) => {
    expect(urgencyIn(table, text, leaf)).toEqual({
      urgency,
      because,
    })
  })

  it.each([
    ['denied', '家里没有漏气', false],
    ['denied with a verb between', '检查没有发现漏气', false],
    ['a denial of something else', '没有人来修，楼道漏气', true],
    ['asked, not denied', '请看有没有漏气', true],
    ['denied once, told once', '厨房没有漏气，卧室漏气', true],
    ['exaggerated', '价格简直是抢劫着火', true],
    ['compared', '油烟像着火一样', false],
    ['only like the beginning of a comparison', '像是着火', true],
    ['supposed', '万一着火怎么办', false],
    ['supposed in another clause', '万一老人跑不掉，楼下着火', true],
    ['the past', '去年漏气，没人赔', false],
    ['the past and the present', '去年漏气，现在漏气', true],
    ['the past until now', '去年着火到现在没人赔', false],
    ['a drill', '消防演练着火', false],
    ['a drill in another sentence', '下周演练。厨房着火', true],
    ['two words together', '电线上午断了', true],
    ['in the other order', '断了一根电线', true],
    ['one of them alone', '电线很乱', false],
    ['in two sentences', '电线很乱。水管断了', false],
    ['far from each other', `电线${'很'.repeat(20)}断了`, false],
    ['one of them denied', '电线没有断了', false],
  ])('%s', (_name, text, raises) => {
    const pair = { together: [['电线'], ['断了']], reason: '触电' }
    const [first, ...others] = [...grades].sort((a, b) => a.rank - b.rank)
    const raised = [{ ...first, raiseWords: [...(first?.raiseWords ?? []), pair] } as Grade, ...others]
    expect(urgencyIn({ grades: raised, calming }, text, undefined).urgency).toBe(
      raises ? 'critical' : 'normal',
    )
  })

  it('shows words that belong together in the order of the text', () => {
    const rule = { together: [['断了', '掉下'], ['电线']], reason: '触电' }
    const one = { ...grade('critical', '特急', 1), raiseWords: [rule] }
    expect(urgencyIn({ grades: [one], calming }, '电线断了', undefined).because).toEqual([
      '提到“电线…断了”：触电',
    ])
  })

  it('a leaf above the word keeps its grade', () => {
    const leaf: Category = { code: '03', zh: '燃气', en: 'Gas', urgency: 'critical' }
    expect(urgencyIn(table, '停水', leaf).urgency).toBe('critical')
  })

  it('every grade has four limits, its own dispatch limit where the table names one', () => {
    const limits = limitsOf([...grades.slice(1), { ...grade('normal', '一般', 3), dispatchWithin: day }])
    expect(Object.keys(limits).sort()).toEqual(['complex', 'critical', 'normal', 'urgent'])
    expect(limits.normal).toEqual({
      dispatch: day,
      accept: day,
      answer: day,
      arbitrate: { amount: 4, unit: 'workingHours' },
    })
    expect(limits.critical?.dispatch).toEqual({ amount: 10, unit: 'minutes' })
  })
})

describe('the shipped words', () => {
  const missed = (texts: readonly string[]) =>
    texts.filter((text) => proposeUrgency(text, null).urgency !== 'critical')
  it.each(emergencies)('raised: %s', (text) => {
    expect(missed([text])).toEqual([])
  })
  it.each(soundsOnly)('not raised: %s', (text) => {
    expect(missed([text])).toEqual([text])
  })
  it('find what is told indirectly, all but one, and leave everyday messages alone, all but one', () => {
    expect(missed(toldIndirectly)).toEqual([expect.stringContaining('抓着栏杆')])
    const raised = everyday.filter((text) => !missed(everyday).includes(text))
    expect(raised).toEqual([expect.stringContaining('被困求助电话')])
  })
})

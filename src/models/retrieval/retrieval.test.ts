import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, Retrieval } from './index.ts'

const passages = [
  { id: 'card', fields: { title: '身份证补领', text: '身份证遗失后到派出所补领。' } },
  { id: 'wedding', fields: { title: '结婚登记', text: '双方一起到婚姻登记处。' } },
  { id: 'bus', fields: { title: '公交线路', text: '公交车线路调整听取意见。' } },
]

function filled(): Retrieval {
  const index = new Retrieval()
  for (const passage of passages) index.add(passage)
  return index
}

describe('foldText', () => {
  it('turns traditional characters and full-width letters, and keeps every offset', () => {
    expect(foldText('身份證遺失，ＡＢＣ')).toBe('身份证遗失 abc')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldText(text).length === text.length))
  })
})

describe('Retrieval', () => {
  it('finds a passage and says by which words; traditional characters make no difference', () => {
    const { hits } = filled().search('身份證遺失')
    expect(hits[0]?.id).toBe('card')
    expect(hits[0]?.terms.map((t) => t.term)).toContain('遗失')
    expect(hits[0]?.score).toBeCloseTo(
      (hits[0]?.terms ?? []).reduce((sum, t) => sum + t.score, 0),
      6,
    )
  })

  it('follows a synonym, names it, and counts the word as understood', () => {
    const index = filled()
    expect(index.search('扯证').hits[0]?.coverage ?? 0).toBeLessThan(0.5)
    index.setSynonyms([{ say: '扯证', means: ['结婚登记'] }])
    const [hit] = index.search('扯证').hits
    expect(hit).toMatchObject({ id: 'wedding', coverage: 1 })
    expect(hit?.terms.some((t) => t.because === '扯证')).toBe(true)
  })

  it('knows nothing of what no passage holds', () => {
    expect(filled().search('xyz').confidence).toBe(0)
    expect(filled().search('火星的极光').confidence).toBeLessThan(0.2)
  })

  it('scores the same after adding, replacing and removing as when built at once', () => {
    const changed = filled()
    for (let n = 0; n < 300; n++) changed.add({ id: `n${n}`, fields: { text: `临时${n}公交身份` } })
    for (let n = 0; n < 300; n++) expect(changed.remove(`n${n}`)).toBe(true)
    changed.add({ id: 'bus', fields: { title: '别的', text: '别的' } })
    changed.add(passages[2] as (typeof passages)[0])
    expect(changed.size).toBe(3)
    expect(changed.remove('nobody')).toBe(false)
    const scores = (index: Retrieval) =>
      index.search('公交线路和身份证').hits.map((h) => [h.id, h.score.toFixed(9)])
    expect(scores(changed)).toEqual(scores(filled()))
  })

  it('leaves out what is not accepted', () => {
    const { hits } = filled().search('登记身份证', { accepts: (id) => id !== 'card' })
    expect(hits.map((h) => h.id)).toEqual(['wedding'])
  })
})

import { expect, it } from 'vitest'
import { cutText, type Term } from './highlight.tsx'

const noise: Term = { term: '噪声', weight: 1.2, spans: [[2, 4]] }
const night: Term = { term: '夜间噪声', weight: 0.4, spans: [[0, 4]] }

it('cuts a text where terms begin and end, the stronger term first', () => {
  expect(cutText('夜间噪声扰民', [noise, night]).map(({ text, term }) => [text, term?.term])).toEqual([
    ['夜间', '夜间噪声'],
    ['噪声', '噪声'],
    ['扰民', undefined],
  ])
})

it.each([
  ['no terms', '夜间', []],
  ['a span beyond the end', '夜间', [{ term: 'x', weight: 1, spans: [[1, 9]] }]],
  ['an empty text', '', [noise]],
])('loses nothing of the text: %s', (_name, text, terms) => {
  expect(
    cutText(text, terms as Term[])
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

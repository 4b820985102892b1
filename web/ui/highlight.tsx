import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

export interface Term {
  readonly term: string
  readonly weight: number
  /** Half-open ranges in UTF-16 units of the text. */
  readonly spans: readonly (readonly [number, number])[]
}

export interface Piece {
  readonly from: number
  readonly text: string
  /** The strongest term that covers the piece. */
  readonly term: Term | null
}

/** Cuts a text where terms begin and end; where they overlap, the stronger one wins. */
export function cutText(text: string, terms: readonly Term[]): Piece[] {
  const owner: (Term | null)[] = Array.from({ length: text.length }, () => null)
  for (const term of terms.toSorted((a, b) => a.weight - b.weight))
    for (const [from, to] of term.spans)
      for (let i = Math.max(0, from); i < Math.min(to, text.length); i += 1) owner[i] = term
  const pieces: Piece[] = []
  let from = 0
  for (let i = 1; i <= text.length; i += 1)
    if (i === text.length || owner[i] !== owner[from]) {
      pieces.push({ from, text: text.slice(from, i), term: owner[from] ?? null })
      from = i
    }
  return pieces
}

interface HighlightedTextProps {
  readonly text: string
  readonly terms: readonly Term[]
  /** For readers to whom a weight says nothing. */
  readonly isPlain?: boolean
}

/** A text with the words that carried a decision; the weight shows on hover and to screen readers. */
export function HighlightedText({ text, terms, isPlain = false }: HighlightedTextProps) {
  const t = useText(commonTexts)
  const strongest = Math.max(...terms.map((term) => term.weight), 0)
  return (
    <p className="highlighted">
      {cutText(text, terms).map(({ from, text: words, term }) =>
        term === null || term.weight <= 0 ? (
          <span key={from}>{words}</span>
        ) : (
          <mark
            key={from}
            data-strength={strengthOf(term.weight, strongest)}
            {...(isPlain
              ? {}
              : { title: t('ai.weight', { term: term.term, weight: term.weight.toFixed(2) }) })}
          >
            {words}
          </mark>
        ),
      )}
    </p>
  )
}

/** The same as a list: what the hover shows, for keyboard and print. */
export function TermList({ terms }: { terms: readonly Term[] }) {
  const t = useText(commonTexts)
  return (
    <ul className="term-list" aria-label={t('ai.words')}>
      {terms
        .toSorted((a, b) => b.weight - a.weight)
        .map((term) => (
          <li key={term.term}>
            {term.term} <span className="numbers">{term.weight.toFixed(2)}</span>
          </li>
        ))}
    </ul>
  )
}

function strengthOf(weight: number, strongest: number): 1 | 2 | 3 {
  const share = strongest === 0 ? 0 : weight / strongest
  if (share > 0.66) return 3
  return share > 0.33 ? 2 : 1
}

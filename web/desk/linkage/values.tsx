import { Link } from '@tanstack/react-router'
import type { Doubt, LinkageView, RecordRef } from '#modules/linkage/contract'
import { useText } from '../../ui/i18n.tsx'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useSourceName } from './api.ts'
import { type Piece, piecesOf } from './differences.ts'
import { fieldLabel, fieldsOf } from './fields.ts'

type Values = Readonly<Record<string, unknown>>

export function textOf(values: Values, field: string): string {
  const value = values[field]
  return value === undefined || value === null ? '' : String(value)
}

/** A value with what differs underlined; nothing there shows as a dash. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(linkageJudgingTexts)
  if (pieces.length === 0) return <span className="muted">{t('missing')}</span>
  let at = 0
  return (
    <>
      {pieces.map((piece) => {
        const key = at
        at += piece.text.length
        return piece.differs ? (
          <mark key={key} data-strength="3">
            {piece.text}
          </mark>
        ) : (
          <span key={key}>{piece.text}</span>
        )
      })}
    </>
  )
}

/** Two records side by side, field by field, each difference marked and said. */
export function PairValues({ l, doubt }: { l: LinkageView; doubt: Doubt }) {
  const t = useText(linkageJudgingTexts)
  const f = useText(linkageFieldTexts)
  const { kind, sources } = l.content
  const { left, right } = doubt.values
  const given = fieldsOf[kind].filter((field) => sources.some((s) => field in s.fields))
  const isGone = [left, right].some((values) => Object.keys(values).length === 0)
  return (
    <section className="card" aria-labelledby="linkage-values">
      <h3 id="linkage-values">{t('values')}</h3>
      {isGone && <p role="note">{t('values.gone')}</p>}
      <table className="table linkage-pair">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <SideHead l={l} name={t('left')} side={doubt.left} />
            <SideHead l={l} name={t('right')} side={doubt.right} />
            <th scope="col">{t('compared')}</th>
          </tr>
        </thead>
        <tbody>
          {given.map((field) => {
            const [a, b] = [textOf(left, field), textOf(right, field)]
            const isMissing = a === '' || b === ''
            const [leftPieces, rightPieces] = isMissing ? [plain(a), plain(b)] : piecesOf(a, b)
            const word = isMissing ? 'is.missing' : a === b ? 'is.same' : 'is.different'
            return (
              <tr key={field} data-compared={word}>
                <th scope="row">{fieldLabel(f, kind, field)}</th>
                <td>
                  <Marked pieces={leftPieces} />
                </td>
                <td>
                  <Marked pieces={rightPieces} />
                </td>
                <td>{t(word)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const plain = (text: string): Piece[] => (text === '' ? [] : [{ text, differs: false }])

function SideHead({ l, name, side }: { l: LinkageView; name: string; side: RecordRef }) {
  const t = useText(linkageJudgingTexts)
  const nameOf = useSourceName(l)
  return (
    <th scope="col">
      {name} · {nameOf(side.source)}
      <br />
      <Link
        to="."
        search={{ linkage: l.id, view: 'entity', source: String(side.source), record: side.record }}
        aria-label={`${t('entity')} ${side.record}`}
      >
        {side.record}
      </Link>
    </th>
  )
}

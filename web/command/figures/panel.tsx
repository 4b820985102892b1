import type { CaseStatistics } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { openView } from '../address.ts'
import { commandTexts } from '../messages/command.ts'
import { type Direction, dayBefore, type Figure, type FigureInput, figuresOf, signed } from './figures.ts'

/** The six numbers, each with unit, period and comparison; each opens its cases. */
export function FiguresPanel({ input }: { input: FigureInput | undefined }) {
  const t = useText(commandTexts)
  return (
    <section className="figures" aria-label={t('figures')}>
      {input === undefined ? (
        <Waiting />
      ) : (
        figuresOf(input).map((f) => <FigureTile key={f.name} figure={f} input={input} />)
      )}
    </section>
  )
}

const order = ['submitted', 'answered', 'open', 'overdue', 'onTime', 'score'] as const

function Waiting() {
  const t = useText(commandTexts)
  return order.map((name) => (
    <div key={name} className="figure">
      <span className="figure-label">{t(`figure.${name}`)}</span>
      <span className="figure-value">—</span>
    </div>
  ))
}

const arrows: Readonly<Record<Direction, string>> = { up: '▲', down: '▼', flat: '＝' }

function FigureTile({ figure, input }: { figure: Figure; input: FigureInput }) {
  const t = useText(commandTexts)
  const { name, value, digits, unit, period, direction, tone, list } = figure
  return (
    <button type="button" className={`figure figure-${name}`} onClick={() => openView({ list })}>
      <span className="figure-label">
        {t(`figure.${name}`)} <span className="figure-period">{t(`period.${period}`)}</span>
      </span>
      <span className="figure-value numbers" aria-live="polite">
        {value === null ? '—' : value.toFixed(digits)}
        {value !== null && <small>{t(`unit.${unit}`)}</small>}
      </span>
      <span className={`figure-change tone-${tone}`}>
        {direction !== null && (
          <>
            <span aria-hidden="true">{arrows[direction]} </span>
            <span className="visually-hidden">{t(`trend.${direction}`)} </span>
          </>
        )}
        <Comparison figure={figure} month={input.month} />
      </span>
      <span className="figure-detail numbers">
        <Detail figure={figure} input={input} />
      </span>
      <span className="visually-hidden">{t('figure.open-list')}</span>
    </button>
  )
}

function Comparison({ figure: { name, change, digits }, month }: { figure: Figure; month: CaseStatistics }) {
  const t = useText(commandTexts)
  if (change === null) return t('compare.none')
  const text = signed(change, digits)
  if (name === 'onTime') return t('compare.points', { change: text })
  if (name === 'score') return t('compare.score', { change: text })
  if (name === 'open') return t('compare.change', { change: text })
  const of = name === 'submitted' ? 'submitted' : 'answered'
  const [yesterday, week] = [dayBefore(month, 1)?.[of] ?? '—', dayBefore(month, 7)?.[of] ?? '—']
  return t('compare.day', { yesterday, week })
}

function Detail({ figure: { name }, input: { month, week } }: { figure: Figure; input: FigureInput }) {
  const t = useText(commandTexts)
  const { states, dueSoon } = month.open
  const count = (...names: string[]) => names.reduce((sum, state) => sum + (states[state] ?? 0), 0)
  switch (name) {
    case 'open':
      return t('detail.states', {
        waiting: count('submitted', 'classified'),
        work: count('dispatched', 'accepted', 'handled'),
        answered: count('answered', 'rated'),
      })
    case 'overdue':
      return t('detail.soon', { count: dueSoon })
    case 'onTime':
      return t('detail.answers', { count: week?.period.answered ?? '—' })
    case 'score':
      return t('detail.ratings', { count: week?.satisfaction.rated ?? '—' })
    case 'submitted':
    case 'answered':
      return null
  }
}

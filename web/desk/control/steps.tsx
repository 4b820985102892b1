import { type Level, type LevelStep, levels } from '#modules/control/contract'
import { useText } from '../../ui/i18n.tsx'
import { controlTexts } from '../messages/control.ts'

const width = 720
const height = 150
const left = 34
const bottom = 24
const top = 24

interface Point {
  readonly at: number
  readonly level: Level
}

/** Changes of the level in force, oldest first; refusals and reviews change none. */
export function pointsOf(history: readonly LevelStep[]): Point[] {
  return history
    .toReversed()
    .flatMap((h) =>
      h.to === null || h.cause === 'kept' || h.cause === 'reviewed'
        ? []
        : [{ at: Date.parse(h.at), level: h.to }],
    )
}

/** The level over time as steps, up is stricter. The table beside it says the same in words. */
export function StepChart({ history, now }: { history: readonly LevelStep[]; now: number }) {
  const t = useText(controlTexts)
  const points = pointsOf(history)
  const [first] = points
  if (first === undefined) return null
  const span = Math.max(now - first.at, 86_400_000)
  const x = (at: number) => left + ((at - first.at) / span) * (width - left - 12)
  const y = (level: Level) => height - bottom - (levels.indexOf(level) / 3) * (height - bottom - top)
  const path = points
    .map((p, i) => (i === 0 ? `M ${x(p.at)} ${y(p.level)}` : `H ${x(p.at)} V ${y(p.level)}`))
    .join(' ')
  const last = points.at(-1)
  return (
    <svg
      className="control-steps"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('chart.label')}
    >
      {levels.map((l) => (
        <g key={l}>
          <line x1={left} x2={width - 12} y1={y(l)} y2={y(l)} stroke="var(--line)" />
          <text x={left - 14} y={y(l) + 4} fontSize="13" fill="var(--muted)">
            {l}
          </text>
        </g>
      ))}
      <path d={`${path} H ${width - 12}`} fill="none" stroke="var(--accent)" strokeWidth="3" />
      {points.map((p) => (
        <circle
          key={p.at}
          cx={x(p.at)}
          cy={y(p.level)}
          r="5"
          fill="var(--surface)"
          stroke="var(--accent)"
          strokeWidth="2"
        />
      ))}
      <text x={left} y={height - 5} fontSize="12" fill="var(--muted)">
        {new Date(first.at + 8 * 3_600_000).toISOString().slice(0, 10)}
      </text>
      <text x={width - 12} y={height - 5} fontSize="12" fill="var(--muted)" textAnchor="end">
        {t('today')}
      </text>
      {last !== undefined && (
        <text x={width - 14} y={y(last.level) - 8} fontSize="14" fill="var(--ink)" textAnchor="end">
          {last.level}
        </text>
      )}
    </svg>
  )
}

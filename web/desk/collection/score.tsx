import { useText } from '../../ui/i18n.tsx'
import { collectionTexts } from '../messages/collection.ts'

const width = 72
const height = 20

/** A score with the line of its days; the number says what the line shows. */
export function Score({ score, trend }: { score: number | null; trend: readonly number[] }) {
  const t = useText(collectionTexts)
  if (score === null) return <>{t('none')}</>
  const step = trend.length < 2 ? width : width / (trend.length - 1)
  const points = trend.map(
    (s, i) => `${(i * step).toFixed(1)},${(height - 1 - (s / 100) * (height - 2)).toFixed(1)}`,
  )
  return (
    <>
      <strong>{score.toFixed(1)}</strong>{' '}
      {trend.length > 1 && (
        <svg
          className="sparkline"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      )}
    </>
  )
}

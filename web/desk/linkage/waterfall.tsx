import type { Doubt, LinkageKind } from '#modules/linkage/contract'
import { useText } from '../../ui/i18n.tsx'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { comparisonLabel, levelText } from './fields.ts'

function signed(bits: number): string {
  const size = Math.abs(bits).toFixed(1)
  if (size === '0.0') return size
  return `${bits > 0 ? '+' : '−'}${size}`
}

interface Bar {
  readonly name: string
  readonly label: string
  readonly words: string
  readonly bits: number
  /** Where the bar begins and ends on the scale of the sum. */
  readonly from: number
  readonly to: number
}

/** How the probability came about: one bar a field, each beginning where the last one ended. */
export function Waterfall({ doubt, kind }: { doubt: Doubt; kind: LinkageKind }) {
  const t = useText(linkageJudgingTexts)
  const bars = useBars(doubt, kind)
  const sum = bars.at(-1)?.to ?? 0
  const ends = [0, ...bars.flatMap((b) => [b.from, b.to])]
  const low = Math.min(...ends)
  const width = Math.max(...ends) - low || 1
  const at = (bits: number) => ((bits - low) / width) * 100
  const total: Bar = { name: 'total', label: t('total'), words: '', bits: sum, from: 0, to: sum }
  return (
    <section className="card" aria-labelledby="linkage-why">
      <h3 id="linkage-why">{t('why')}</h3>
      <p className="muted">{t('why.note')}</p>
      <table className="linkage-waterfall">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('agreement')}</th>
            <th scope="col" className="number">
              {t('points')}
            </th>
            <th scope="col">{t('chart')}</th>
          </tr>
        </thead>
        <tbody>
          {[...bars, total].map((bar) => (
            <tr key={bar.name} data-row={bar.name === 'total' || bar.name === 'prior' ? bar.name : 'field'}>
              <th scope="row">{bar.label}</th>
              <td>{bar.words}</td>
              <td className="number">{signed(bar.bits)}</td>
              <td className="linkage-bar-cell">
                <span className="linkage-scale" aria-hidden="true">
                  <i className="linkage-zero" style={{ left: `${at(0)}%` }} />
                  <i
                    className="linkage-bar"
                    data-sign={bar.bits < 0 ? 'against' : 'for'}
                    style={{
                      left: `${at(Math.min(bar.from, bar.to))}%`,
                      width: `${(Math.abs(bar.to - bar.from) / width) * 100}%`,
                    }}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function useBars({ prior, steps }: Doubt, kind: LinkageKind): Bar[] {
  const t = useText(linkageJudgingTexts)
  const f = useText(linkageFieldTexts)
  const bars: Bar[] = [
    { name: 'prior', label: t('prior'), words: t('prior.note'), bits: prior, from: 0, to: prior },
  ]
  for (const step of steps) {
    const from = bars.at(-1)?.to ?? 0
    const bits = step.weight + step.frequencyWeight
    const rare = Math.abs(step.frequencyWeight)
    const said = levelText(f, kind, step.field, step.level)
    const adjusted = t(step.frequencyWeight > 0 ? 'rare' : 'common', { bits: rare.toFixed(1) })
    bars.push({
      name: step.field,
      label: comparisonLabel(f, kind, step.field),
      // Less than a tenth is nothing that a reader could see in the sum.
      words: rare < 0.05 ? said : `${said}${f('level.and')}${adjusted}`,
      bits,
      from,
      to: from + bits,
    })
  }
  return bars
}

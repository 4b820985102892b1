import { Link } from '@tanstack/react-router'
import type { IndicatorSeries } from '#kernel/cases/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { useFigure, useName } from './shown.ts'

/** Each indicator over the whole period, beside the period before, with what the change means. */
export function Totals({ series }: { series: readonly IndicatorSeries[] }) {
  const t = useText(indicatorTexts)
  const figure = useFigure()
  const nameOf = useName()
  return (
    <div className="figures figures-wide">
      {series.map(({ definition, total, before, cases }) => (
        <div key={definition.code} className="figure">
          <p className="muted">{nameOf(definition)}</p>
          <p className="figure-value">
            {cases === null || total === null ? (
              figure(definition.unit, total)
            ) : (
              <Link to="/" search={{ tab: 'all', ...cases }} title={t('open-cases')}>
                {figure(definition.unit, total)}
              </Link>
            )}
          </p>
          <p className="muted">
            {t('before.value', { value: figure(definition.unit, before) })}
            <Change better={definition.better} total={total} before={before} />
          </p>
        </div>
      ))}
    </div>
  )
}

interface ChangeProps {
  readonly better: IndicatorSeries['definition']['better']
  readonly total: number | null
  readonly before: number | null
}

/** An arrow and a word; colour only says it again. */
function Change({ better, total, before }: ChangeProps) {
  const t = useText(indicatorTexts)
  if (total === null || before === null) return null
  if (total === before) return <span> {t('same')}</span>
  const arrow = total > before ? '↑' : '↓'
  if (better === 'neither') return <span> {arrow}</span>
  const isBetter = total > before === (better === 'higher')
  return (
    <span className={isBetter ? 'change-better' : 'change-worse'}>
      {' '}
      {arrow} {t(isBetter ? 'better' : 'worse')}
    </span>
  )
}

/** What each figure counts, in words. */
export function Meanings({ series }: { series: readonly IndicatorSeries[] }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  return (
    <details>
      <summary>{t('meaning')}</summary>
      <dl className="meanings">
        {series.map(({ definition: d }) => (
          <div key={d.code}>
            <dt>{d[locale]}</dt>
            <dd>
              {locale === 'zh' ? d.meaningZh : d.meaningEn}{' '}
              <span className="muted">
                {t(`better.${d.better}`)} · {t('source', { source: d.source })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

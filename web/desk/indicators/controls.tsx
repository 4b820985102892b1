import { Select } from 'antd'
import { useId } from 'react'
import type { IndicatorView } from '#kernel/cases/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { channelLabels, urgencyLabels, useLabel } from '../../ui/labels.ts'
import { useCategories } from '../../ui/reference.ts'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { useFilters } from '../shell/filters.ts'
import { groupings, useAsked } from './query.ts'

const filterNames = ['place', 'org', 'category', 'channel', 'urgency'] as const

/** All that the view is made of; it stands in the address, so that a link opens the same view. */
export function Controls({ indicators }: { indicators: readonly IndicatorView[] }) {
  const t = useText(indicatorTexts)
  const [filters, change] = useFilters()
  const asked = useAsked()
  const isNarrowed = filterNames.some((name) => filters[name] !== undefined)
  return (
    <search className="indicator-controls">
      <IndicatorsField indicators={indicators} />
      <div className="page-filters">
        <Choice
          label={t('group-by')}
          value={asked.groupBy}
          options={groupings.map((g) => [g, t(`by.${g}`)])}
          onChange={(by) => change({ by })}
        />
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="field">
            {t(end)}
            <input
              type="date"
              className="input"
              value={asked[end]}
              onChange={(event) => change({ [end]: event.target.value || undefined })}
            />
          </label>
        ))}
        <PlaceField label={t('place')} value={filters.place} onChange={(place) => change({ place })} />
        <OrgField label={t('org')} value={filters.org} onChange={(org) => change({ org })} />
        <CodeFilters />
        {isNarrowed && (
          <button
            type="button"
            className="link-button"
            onClick={() => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
          >
            {t('clear')}
          </button>
        )}
      </div>
    </search>
  )
}

function CodeFilters() {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const label = useLabel()
  const { data } = useCategories()
  const [filters, change] = useFilters()
  const any = ['', t('any')] as const
  return (
    <>
      <Choice
        label={t('category')}
        value={filters.category ?? ''}
        options={[any, ...(data ?? []).map((c) => [c.code, `${c.code} ${c[locale]}`] as const)]}
        onChange={(category) => change({ category: category || undefined })}
      />
      <Choice
        label={t('channel')}
        value={filters.channel ?? ''}
        options={[
          any,
          ...Object.keys(channelLabels).map((code) => [code, label(channelLabels, code)] as const),
        ]}
        onChange={(channel) => change({ channel: channel || undefined })}
      />
      <Choice
        label={t('urgency')}
        value={filters.urgency ?? ''}
        options={[
          any,
          ...Object.keys(urgencyLabels).map((code) => [code, label(urgencyLabels, code)] as const),
        ]}
        onChange={(urgency) => change({ urgency: urgency || undefined })}
      />
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [code: string, text: string])[]
  readonly onChange: (code: string) => void
}

/** One of a few. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className="field">
      {label}
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function IndicatorsField({ indicators }: { indicators: readonly IndicatorView[] }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const id = useId()
  const [, change] = useFilters()
  const asked = useAsked()
  const chosen = asked.indicators === 'none' ? [] : asked.indicators.split(',')
  const options = (isShipped: boolean) =>
    indicators
      .filter((d) => d.shipped === isShipped && (!d.retired || chosen.includes(d.code)))
      .map((d) => ({ value: d.code, label: d[locale], title: locale === 'zh' ? d.meaningZh : d.meaningEn }))
  const groups = [
    { label: t('shipped'), options: options(true) },
    { label: t('own'), options: options(false) },
  ].filter((g) => g.options.length > 0)
  return (
    <div className="field">
      <label htmlFor={id}>{t('choose')}</label>
      <Select<string[]>
        id={id}
        aria-label={t('choose')}
        mode="multiple"
        maxCount={12}
        options={groups}
        optionFilterProp="label"
        placeholder={t('choose.hint')}
        value={chosen}
        onChange={(codes) => change({ indicators: codes.length === 0 ? 'none' : codes.join(',') })}
      />
    </div>
  )
}

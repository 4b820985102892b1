import { type RefObject, useEffect, useState } from 'react'
import { type DueSpan, dueSpans } from '#kernel/cases/define'
import { useText } from '../../ui/i18n.tsx'
import { channelLabels, urgencyLabels, useLabel } from '../../ui/labels.ts'
import { CategoryField } from '../fields/category-field.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { queueTexts } from '../messages/queue.ts'
import { useFilters } from '../shell/filters.ts'
import { phoneIn } from './by-phone.ts'
import { type FilterName, filterNames } from './tabs.ts'

const typingMs = 350

interface SearchProps {
  readonly search: RefObject<HTMLInputElement | null>
  readonly phone: string | undefined
  /** Absent for readers to whom numbers are masked. */
  readonly onPhone: ((phone: string | undefined) => void) | undefined
}

export function FilterBar(props: SearchProps) {
  const t = useText(queueTexts)
  const [filters, change] = useFilters()
  const active = filterNames.filter((name) => name !== 'text' && filters[name] !== undefined)
  const clear = () => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))
  return (
    <search className="filter-bar">
      <SearchField {...props} />
      <details className="filter-more">
        <summary>
          {t('filter')} {active.length > 0 && <span className="filter-count">{active.length}</span>}
        </summary>
        <div className="filter-fields">
          <FilterFields />
          {active.length > 0 && (
            <button type="button" className="link-button" onClick={clear}>
              {t('filter.clear')}
            </button>
          )}
        </div>
      </details>
    </search>
  )
}

/** Asks the server when the person pauses, not with each letter. A telephone number stays out of the address. */
function SearchField({ search, phone, onPhone }: SearchProps) {
  const t = useText(queueTexts)
  const [filters, change] = useFilters()
  const current = filters.text ?? ''
  const [text, setText] = useState(current)
  useEffect(
    () => setText((typed) => (current === '' && phoneIn(typed) !== undefined ? typed : current)),
    [current],
  )
  useEffect(() => {
    const typed = onPhone === undefined ? undefined : phoneIn(text)
    const words = typed === undefined ? text.trim() : ''
    if (words === current && typed === phone) return
    const timer = setTimeout(() => {
      onPhone?.(typed)
      if (words !== current) change({ text: words === '' ? undefined : words })
    }, typingMs)
    return () => clearTimeout(timer)
  })
  return (
    <input
      ref={search}
      type="search"
      className="input"
      value={text}
      maxLength={100}
      aria-label={t('search')}
      aria-keyshortcuts="/"
      placeholder={t(onPhone === undefined ? 'search.hint' : 'search.hint-phone')}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function FilterFields() {
  const t = useText(queueTexts)
  const label = useLabel()
  const [filters, change] = useFilters()
  return (
    <>
      <Choice name="urgency" codes={Object.keys(urgencyLabels)} text={(code) => label(urgencyLabels, code)} />
      <Choice name="channel" codes={Object.keys(channelLabels)} text={(code) => label(channelLabels, code)} />
      <CategoryField
        label={t('filter.category')}
        value={filters.category}
        onChange={(code) => change({ category: code })}
      />
      <PlaceField
        label={t('filter.place')}
        value={filters.place}
        onChange={(path) => change({ place: path })}
      />
      <OrgField label={t('filter.org')} value={filters.org} onChange={(code) => change({ org: code })} />
      <Choice name="due" codes={dueSpans} text={(span) => t(`filter.due.${span as DueSpan}`)} />
      <Choice name="rung" codes={['1', '2', '3']} text={(rung) => t('mark.escalated', { level: rung })} />
      <DateRange name="received" from="from" to="to" />
      <DateRange name="answered" from="answeredFrom" to="answeredTo" />
      <Choice name="rating" codes={ratings} text={(codes) => t('filter.rating.of', { scores: codes })} />
      <Choice name="solved" codes={['false', 'true']} text={(code) => t(`filter.solved.${code as 'true'}`)} />
      <div className="filter-flags">
        {(['overdue', 'late', 'lateCo', 'held', 'supervised', 'disputed'] as const).map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={filters[name] === 'true'}
              onChange={(event) => change({ [name]: event.target.checked ? 'true' : undefined })}
            />{' '}
            {t(`filter.${name}`)}
          </label>
        ))}
      </div>
    </>
  )
}

/** What a supervisor looks for: the unhappy first. */
const ratings = ['1,2', '3', '4,5'] as const

interface DateRangeProps {
  readonly name: 'received' | 'answered'
  readonly from: FilterName
  readonly to: FilterName
}

function DateRange({ name, from, to }: DateRangeProps) {
  const t = useText(queueTexts)
  const [filters, change] = useFilters()
  return (
    <fieldset className="field date-range">
      <legend>{t(`filter.${name}`)}</legend>
      {[from, to].map((end) => (
        <input
          key={end}
          type="date"
          className="input"
          aria-label={`${t(`filter.${name}`)} ${t(end === from ? 'filter.from' : 'filter.to')}`}
          value={filters[end] ?? ''}
          onChange={(event) => change({ [end]: event.target.value || undefined })}
        />
      ))}
    </fieldset>
  )
}

interface ChoiceProps {
  readonly name: FilterName & ('urgency' | 'channel' | 'rating' | 'solved' | 'due' | 'rung')
  readonly codes: readonly string[]
  readonly text: (code: string) => string
}

function Choice({ name, codes, text }: ChoiceProps) {
  const t = useText(queueTexts)
  const [filters, change] = useFilters()
  return (
    <label className="field">
      {t(`filter.${name}`)}
      <select
        className="input"
        value={filters[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value || undefined })}
      >
        <option value="">{t('filter.any')}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {text(code)}
          </option>
        ))}
      </select>
    </label>
  )
}

import { domains, levels } from '#modules/early-warning/contract'
import { TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'

const states = ['open', 'closed', 'any'] as const
const fromTheTop = levels.toReversed()

/** Which warnings the board shows, in each of its forms. */
export function BoardFilters() {
  const t = useText(warningTexts)
  const [filters, change] = useFilters()
  const set = (name: string, value: string) => change({ [name]: value || undefined, offset: undefined })
  return (
    <search className="page-filters board-filters">
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? 'open'}
          onChange={(e) => set('state', e.target.value)}
        >
          {states.map((s) => (
            <option key={s} value={s}>
              {t(`list.${s}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('domain')}
        <select
          className="input"
          value={filters.domain ?? ''}
          onChange={(e) => set('domain', e.target.value)}
        >
          <option value="">{t('any')}</option>
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
      <PlaceField label={t('place')} value={filters.place} onChange={(place) => set('place', place ?? '')} />
      <label className="field">
        {t('search')}
        <input
          className="input"
          type="search"
          maxLength={80}
          defaultValue={filters.q ?? ''}
          onChange={(e) => set('q', e.target.value.trim())}
        />
      </label>
      <MoreFilters set={set} />
    </search>
  )
}

/** What a figure of a report opens with: days, highest level, what is real, and the places of the report. */
function MoreFilters({ set }: { set: (name: string, value: string) => void }) {
  const t = useText(warningTexts)
  const [{ from, until, highest, exercise, within }] = useFilters()
  const choices = [
    ['highest', highest, fromTheTop.map((l) => [l, t(`level.${l}`)] as const)],
    ['exercise', exercise, [['false', t('data.real')] as const, ['true', t('data.exercise')] as const]],
  ] as const
  return (
    <>
      {(['from', 'until'] as const).map((name) => (
        <TextField
          key={name}
          id={`board-${name}`}
          label={t(`raised.${name}`)}
          type="date"
          value={(name === 'from' ? from : until) ?? ''}
          onChange={(e) => set(name, e.target.value)}
        />
      ))}
      {choices.map(([name, value, options]) => (
        <label key={name} className="field">
          {t(name === 'exercise' ? 'data' : name)}
          <select className="input" value={value ?? ''} onChange={(e) => set(name, e.target.value)}>
            <option value="">{t('any')}</option>
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      {within !== undefined && (
        <p className="muted">
          {t('within', { count: within.split(',').length })}{' '}
          <button type="button" className="link-button" onClick={() => set('within', '')}>
            {t('within.clear')}
          </button>
        </p>
      )}
    </>
  )
}

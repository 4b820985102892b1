import { domains, type WatchContent } from '#modules/early-warning/contract'
import { TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useResource } from '../catalogue/api.ts'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { changeEvery, changeWay, type DraftProps, type Way, wayOf, ways } from './draft.ts'

/** What is watched: numbers of a resource or how much there is, object by object. */
export function Subject({ draft, change }: DraftProps) {
  const t = useText(warningTexts)
  const resource = useResource(draft.resource === '' ? undefined : draft.resource)
  const items = resource.data?.content.items ?? []
  const numbers = items.filter((i) => i.type === 'decimal' || i.type === 'integer')
  const way = wayOf(draft)
  const whole = items.filter((i) => i.type === 'integer')
  const choose = (name: 'value' | 'object', label: string, from: typeof items) => (
    <label className="field">
      {label}
      <select
        className="input"
        value={draft[name] ?? ''}
        onChange={(e) =>
          change({ [name]: e.target.value, also: draft.also.filter((a) => a !== e.target.value) })
        }
      >
        <option value="">{t('none')}</option>
        {from.map((i) => (
          <option key={i.name} value={i.name}>
            {i.title}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <div className="form-grid">
      <TextField
        id="watch-name"
        label={t('watch.name')}
        maxLength={80}
        value={draft.name}
        onChange={(e) => change({ name: e.target.value })}
      />
      <TextField
        id="watch-kind"
        label={t('watch.kind')}
        hint={t('watch.kind.hint')}
        maxLength={40}
        value={draft.kind}
        onChange={(e) => change({ kind: e.target.value.trim() })}
      />
      <label className="field">
        {t('domain')}
        <select
          className="input"
          value={draft.domain}
          onChange={(e) => change({ domain: e.target.value as WatchContent['domain'] })}
        >
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
      <ResourceField
        label={t('watch.resource')}
        value={draft.resource === '' ? undefined : draft.resource}
        without=""
        onChange={(resource) =>
          change({ resource: resource ?? '', value: way === 'rows' ? null : '', also: [], object: '' })
        }
      />
      <WayFields draft={draft} change={change} />
      {way !== 'rows' && choose('value', t(`watch.value.${way}`), way === 'sum' ? whole : numbers)}
      {choose(
        'object',
        t('watch.object'),
        items.filter((i) => i.personal === null),
      )}
      <TextField
        id="watch-unit"
        label={t('watch.unit')}
        maxLength={20}
        value={draft.unit}
        onChange={(e) => change({ unit: e.target.value })}
      />
      {way === 'several' && <Further draft={draft} change={change} numbers={numbers} />}
    </div>
  )
}

/** Whether a number of a row is looked at, several together, or how much there is by day or week. */
function WayFields({ draft, change }: DraftProps) {
  const t = useText(warningTexts)
  const { count } = draft
  return (
    <>
      <label className="field">
        {t('watch.way')}
        <select
          className="input"
          value={wayOf(draft)}
          onChange={(e) => change(changeWay(draft, e.target.value as Way))}
        >
          {ways.map((way) => (
            <option key={way} value={way}>
              {t(`way.${way}`)}
            </option>
          ))}
        </select>
      </label>
      {count !== null && (
        <label className="field">
          {t('watch.every')}
          <select
            className="input"
            value={count.every}
            onChange={(e) => change(changeEvery(count, e.target.value as 'day' | 'week'))}
          >
            <option value="day">{t('every.day')}</option>
            <option value="week">{t('every.week')}</option>
          </select>
        </label>
      )}
    </>
  )
}

interface FurtherProps extends DraftProps {
  readonly numbers: readonly { readonly name: string; readonly title: string }[]
}

const mostFurther = 7

/** The numbers that are judged together with the first one. */
function Further({ draft, change, numbers }: FurtherProps) {
  const t = useText(warningTexts)
  const { also } = draft
  const others = numbers.filter((i) => i.name !== draft.value)
  return (
    <fieldset className="watch-further">
      <legend>{t('watch.also')}</legend>
      {others.length === 0 && <p className="muted">{t('watch.also.none')}</p>}
      {others.map(({ name, title }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={also.includes(name)}
            disabled={!also.includes(name) && also.length >= mostFurther}
            onChange={(e) =>
              change({ also: e.target.checked ? [...also, name] : also.filter((a) => a !== name) })
            }
          />{' '}
          {title}
        </label>
      ))}
    </fieldset>
  )
}

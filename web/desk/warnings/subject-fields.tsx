import type { Item } from '#modules/catalogue/contract'
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
  const fitting = {
    value: numbers,
    several: numbers,
    rows: [],
    sum: items.filter((i) => i.type === 'integer'),
    places: items.filter((i) => i.type === 'point' && i.personal === null),
  }[way]
  const pick = (value: string) =>
    change({
      value,
      also: draft.also.filter((a) => a !== value),
      // A scan names the township itself; rows are counted where they have a place.
      ...(way === 'places' && { object: resource.data?.content.scope.placeItem ?? value }),
    })
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
          change({
            resource: resource ?? '',
            value: way === 'rows' ? null : '',
            also: [],
            object: '',
            says: undefined,
          })
        }
      />
      <WayFields draft={draft} change={change} />
      {way !== 'rows' && (
        <ItemChoice label={t(`watch.value.${way}`)} of={fitting} value={draft.value} onChange={pick} />
      )}
      <Naming draft={draft} change={change} items={items} />
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

interface NamingProps extends DraftProps {
  readonly items: readonly Item[]
}

/** What names the object, and what says in words what was found of it. */
function Naming({ draft, change, items }: NamingProps) {
  const t = useText(warningTexts)
  const way = wayOf(draft)
  const open = items.filter((i) => i.personal === null)
  return (
    <>
      {way !== 'places' && (
        <ItemChoice
          label={t('watch.object')}
          of={open}
          value={draft.object}
          onChange={(object) => change({ object })}
        />
      )}
      {(way === 'value' || way === 'several') && (
        <ItemChoice
          label={t('watch.says')}
          of={open.filter((i) => i.type === 'text')}
          value={draft.says ?? null}
          onChange={(says) => change({ says: says === '' ? undefined : says })}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly of: readonly { readonly name: string; readonly title: string }[]
  readonly value: string | null
  readonly onChange: (name: string) => void
}

function ItemChoice({ label, of, value, onChange }: ChoiceProps) {
  const t = useText(warningTexts)
  return (
    <label className="field">
      {label}
      <select className="input" value={value ?? ''} onChange={(e) => onChange(e.target.value)}>
        <option value="">{t('none')}</option>
        {of.map((i) => (
          <option key={i.name} value={i.name}>
            {i.title}
          </option>
        ))}
      </select>
    </label>
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
          onChange={(e) => change({ ...changeWay(draft, e.target.value as Way), says: undefined })}
        >
          {ways.map((way) => (
            <option key={way} value={way}>
              {t(`way.${way}`)}
            </option>
          ))}
        </select>
      </label>
      {count !== null && wayOf(draft) !== 'places' && (
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

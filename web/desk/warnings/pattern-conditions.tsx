import {
  type Combination,
  type Condition,
  hows,
  levels,
  sources,
  type Together,
  togethers,
} from '#modules/early-warning/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { warningTexts } from '../messages/warnings.ts'
import { mayHave, newCondition, recombined } from './pattern-draft.ts'
import type { PatternDraft } from './pattern-form.tsx'
import { useWatchKinds } from './pattern-reading.tsx'

/** When a pattern matches: its conditions, how they combine, in which time, and what they share. */
export function ConditionFields({ draft, change }: PatternDraft) {
  const t = useText(patternTexts)
  const { combination } = draft
  const { conditions } = combination
  const set = (next: readonly Condition[]) =>
    change({ combination: { ...combination, conditions: [...next] } as Combination })
  const { least, most } = mayHave(combination.how)
  return (
    <fieldset className="watch-grades">
      <legend>{t('when')}</legend>
      <Combining draft={draft} change={change} />
      <ol className="pattern-conditions">
        {conditions.map((c, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be alike; their order is their meaning
          <li key={n} className="card">
            <OneCondition
              n={n + 1}
              c={c}
              onChange={(part) => set(conditions.map((o, i) => (i === n ? { ...o, ...part } : o)))}
            />
            {conditions.length > least && (
              <div>
                <Button kind="quiet" onClick={() => set(conditions.filter((_, i) => i !== n))}>
                  {t('condition.remove', { n: n + 1 })}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {conditions.length < most && (
        <Button onClick={() => set([...conditions, newCondition])}>{t('condition.add')}</Button>
      )}
    </fieldset>
  )
}

function Combining({ draft, change }: PatternDraft) {
  const t = useText(patternTexts)
  const { combination: c, together } = draft
  const number = (id: string, label: string, value: number, most: number, set: (n: number) => void) => (
    <TextField
      id={id}
      label={label}
      type="number"
      min={1}
      max={most}
      value={String(value)}
      onChange={(e) => set(Math.min(most, Math.max(1, Math.round(e.target.valueAsNumber || 1))))}
    />
  )
  return (
    <div className="form-grid">
      <label className="field">
        {t('how')}
        <select
          className="input"
          value={c.how}
          onChange={(e) => change({ combination: recombined(c, e.target.value as Combination['how']) })}
        >
          {hows.map((how) => (
            <option key={how} value={how}>
              {t(`how.${how}`)}
            </option>
          ))}
        </select>
      </label>
      {c.how === 'count' && (
        <>
          {number('pattern-times', t('times'), c.times, 50, (n) =>
            change({ combination: { ...c, times: Math.max(2, n) } }),
          )}
          <label>
            <input
              type="checkbox"
              checked={c.distinct}
              onChange={(e) => change({ combination: { ...c, distinct: e.target.checked } })}
            />{' '}
            {t('distinct')}
          </label>
        </>
      )}
      {number('pattern-window', t('window'), draft.window, 43_200, (window) => change({ window }))}
      <label className="field">
        {t('together')}
        <select
          className="input"
          value={together.by}
          onChange={(e) => change({ together: togetherBy(e.target.value as Together['by']) })}
        >
          {togethers.map((by) => (
            <option key={by} value={by}>
              {t(`together.${by}`)}
            </option>
          ))}
        </select>
      </label>
      {together.by === 'metres' &&
        number('pattern-metres', t('metres'), together.metres, 50_000, (metres) =>
          change({ together: { by: 'metres', metres: Math.max(10, metres) } }),
        )}
    </div>
  )
}

function togetherBy(by: Together['by']): Together {
  return by === 'metres' ? { by, metres: 500 } : { by }
}

interface OneConditionProps {
  readonly n: number
  readonly c: Condition
  readonly onChange: (part: Partial<Condition>) => void
}

function OneCondition({ n, c, onChange }: OneConditionProps) {
  const t = useText(patternTexts)
  const w = useText(warningTexts)
  const hasLevel = c.source !== 'appeal' && c.source !== 'device-silent'
  return (
    <fieldset className="watch-fields">
      <legend className="muted">{t('condition', { n })}</legend>
      <div className="form-grid">
        <label className="field">
          {t('source')}
          <select
            className="input"
            value={c.source}
            onChange={(e) =>
              onChange({ source: e.target.value as Condition['source'], kind: '', least: null })
            }
          >
            {sources.map((s) => (
              <option key={s} value={s}>
                {t(`source.${s}`)}
              </option>
            ))}
          </select>
        </label>
        <KindField n={n} c={c} onChange={onChange} />
        {hasLevel && (
          <label className="field">
            {t('least')}
            <select
              className="input"
              value={c.least ?? ''}
              onChange={(e) => onChange({ least: (e.target.value || null) as Condition['least'] })}
            >
              <option value="">{t('least.any')}</option>
              {levels.map((l) => (
                <option key={l} value={l}>
                  {w(`level.${l}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <PlaceField
          label={t('where')}
          value={c.where ?? undefined}
          onChange={(where) => onChange({ where: where ?? null })}
        />
      </div>
    </fieldset>
  )
}

/** A category for appeals, a name for alerts, one of the known kinds for signals and warnings; none for silent devices. */
function KindField({ n, c, onChange }: OneConditionProps) {
  const t = useText(patternTexts)
  const kinds = useWatchKinds()
  const list = `pattern-kinds-${n}`
  if (c.source === 'device-silent') return null
  if (c.source === 'appeal')
    return (
      <CategoryField
        label={t('category')}
        value={c.kind === '' ? undefined : c.kind}
        onChange={(code) => onChange({ kind: code ?? '' })}
      />
    )
  return (
    <div>
      <TextField
        id={`pattern-kind-${n}`}
        label={t(c.source === 'cap' ? 'event' : 'kind')}
        maxLength={80}
        value={c.kind}
        {...(c.source === 'cap' ? {} : { list })}
        onChange={(e) => onChange({ kind: e.target.value.trim() })}
      />
      <datalist id={list}>
        {[...kinds].map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </datalist>
    </div>
  )
}

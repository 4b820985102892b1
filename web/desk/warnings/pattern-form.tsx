import { type FormEvent, useState } from 'react'
import { domains, levels, type PatternContent, type PatternView } from '#modules/early-warning/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { warningTexts } from '../messages/warnings.ts'
import { usePatternAction } from './pattern-api.ts'
import { ConditionFields } from './pattern-conditions.tsx'
import { isPatternComplete } from './pattern-draft.ts'
import { Reading } from './pattern-reading.tsx'
import { PatternTrial } from './pattern-trial.tsx'

export interface PatternDraft {
  readonly draft: PatternContent
  readonly change: (part: Partial<PatternContent>) => void
}

interface PatternFormProps {
  readonly start: PatternContent
  /** Absent: a new one. */
  readonly of?: PatternView
  readonly mayEdit: boolean
  readonly mayTry: boolean
  readonly onSaved: (id: string) => void
}

/** A pattern as a form that reads itself aloud; it can be tried on the past before it is saved. */
export function PatternForm({ start, of, mayEdit, mayTry, onSaved }: PatternFormProps) {
  const t = useText(patternTexts)
  const failureText = useFailureText()
  const [draft, setDraft] = useState(start)
  const save = usePatternAction()
  const change = (part: Partial<PatternContent>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPatternComplete(draft) || save.isPending) return
    const saved =
      of === undefined
        ? { path: '', body: { content: draft } }
        : { path: `/${of.id}/save`, body: { version: of.version, content: draft } }
    save.mutate(saved, { onSuccess: ({ id }) => onSaved(id) })
  }
  return (
    <>
      <form className="card pattern-form" onSubmit={submit} aria-label={t('patterns')}>
        <p className="pattern-aloud" aria-live="polite">
          <span className="muted">{t('aloud')}</span> <Reading rule={draft} />
        </p>
        <fieldset disabled={!mayEdit} className="watch-fields">
          <Naming draft={draft} change={change} />
          <ConditionFields draft={draft} change={change} />
          <Places draft={draft} change={change} />
          <Raising draft={draft} change={change} />
        </fieldset>
        {save.error !== null && (
          <p role="alert" className="field-error">
            {failureText(save.error)}
          </p>
        )}
        {mayEdit && (
          <div>
            <Button kind="main" type="submit" busy={save.isPending} disabled={!isPatternComplete(draft)}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
      {mayTry && <PatternTrial content={draft} isReady={isPatternComplete(draft)} />}
    </>
  )
}

function Naming({ draft, change }: PatternDraft) {
  const t = useText(warningTexts)
  return (
    <div className="form-grid">
      <TextField
        id="pattern-name"
        label={t('watch.name')}
        maxLength={80}
        value={draft.name}
        onChange={(e) => change({ name: e.target.value })}
      />
      <TextField
        id="pattern-kind"
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
          onChange={(e) => change({ domain: e.target.value as PatternContent['domain'] })}
        >
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/** Where it looks: places of the officer's posts, one by one. */
function Places({ draft, change }: PatternDraft) {
  const t = useText(patternTexts)
  return (
    <fieldset className="watch-grades">
      <legend>{t('places')}</legend>
      <ul className="pattern-places">
        {draft.places.map((path) => (
          <li key={path}>
            <PlaceName path={path} />{' '}
            <Button kind="quiet" onClick={() => change({ places: draft.places.filter((p) => p !== path) })}>
              {t('places.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="watch-detector">
        <PlaceField
          key={draft.places.length}
          label={t('places.add')}
          value={undefined}
          onChange={(path) =>
            path !== undefined && !draft.places.includes(path) && change({ places: [...draft.places, path] })
          }
        />
      </div>
    </fieldset>
  )
}

/** What becomes of a match: level, who handles it, and when it calms down. */
function Raising({ draft, change }: PatternDraft) {
  const t = useText(patternTexts)
  const w = useText(warningTexts)
  const whole = (name: 'latenessMinutes' | 'calmMinutes', label: string, least: number) => (
    <TextField
      id={`pattern-${name}`}
      label={label}
      type="number"
      min={least}
      value={String(draft[name])}
      onChange={(e) => change({ [name]: Math.max(least, Math.round(e.target.valueAsNumber || 0)) })}
    />
  )
  return (
    <fieldset className="watch-grades">
      <legend>{t('warning')}</legend>
      <div className="form-grid">
        <label className="field">
          {t('level')}
          <select
            className="input"
            value={draft.level}
            onChange={(e) => change({ level: e.target.value as PatternContent['level'] })}
          >
            {levels.map((l) => (
              <option key={l} value={l}>
                {w(`level.${l}`)}
              </option>
            ))}
          </select>
        </label>
        <OrgField
          label={w('watch.org')}
          value={draft.org === '' ? undefined : draft.org}
          onChange={(org) => change({ org: org ?? '' })}
        />
        {whole('calmMinutes', w('watch.calm'), 1)}
        {whole('latenessMinutes', t('lateness'), 0)}
        <TextArea
          id="pattern-plan"
          label={w('watch.plan')}
          rows={3}
          maxLength={2000}
          value={draft.plan}
          onChange={(e) => change({ plan: e.target.value })}
        />
        <label>
          <input
            type="checkbox"
            checked={draft.exercise}
            onChange={(e) => change({ exercise: e.target.checked })}
          />{' '}
          {w('watch.exercise')}
        </label>
      </div>
    </fieldset>
  )
}

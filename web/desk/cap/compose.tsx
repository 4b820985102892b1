import { type FormEvent, useState } from 'react'
import {
  alertScopes,
  categories,
  certainties,
  type Published,
  responseTypes,
  severities,
  urgencies,
} from '#modules/cap/contract'
import { deviceNow } from '../../ui/clock.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { capTexts } from '../messages/cap.ts'
import { composeTexts } from '../messages/cap-compose.ts'
import { useCapAction } from './api.ts'
import { composedOf, type Draft, emptyDraft, emptyEnglish } from './draft.ts'
import { Refused } from './faults.tsx'
import { PlacesField, usePlaceNames } from './places.tsx'

interface Props {
  /** What the form begins with; a warning may bring its own words. */
  readonly start?: Draft
  /** The alert that is said anew. */
  readonly follows?: string
  /** What it is about is an exercise or simulated: it cannot be told as real. */
  readonly isExercise?: boolean
  readonly onDone: (id: string) => void
}

const ownStatuses = ['Actual', 'Exercise', 'Test'] as const

export function ComposeForm({ start, follows, isExercise = false, onDone }: Props) {
  const t = useText(composeTexts)
  const [draft, setDraft] = useState<Draft>(() => start ?? emptyDraft(deviceNow()))
  const names = usePlaceNames(draft.places)
  const send = useCapAction<Published>(follows === undefined ? '/alerts' : `/alerts/${follows}/update`)
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (send.isPending) return
    const { status, scope, restriction, incidents, ...rest } = composedOf(draft, names)
    const alert = follows === undefined ? { status, scope, restriction, incidents, ...rest } : rest
    send.mutate({ alert }, { onSuccess: (done) => onDone(done.id) })
  }
  return (
    <form className={`card cap-form cap-form-${draft.status.toLowerCase()}`} onSubmit={submit}>
      <h2>{t(follows === undefined ? 'title' : 'title.update')}</h2>
      {isExercise && (
        <p className="cap-warning" role="note">
          {t('exercise.only')}
        </p>
      )}
      {follows === undefined && <Reach draft={draft} change={change} isExercise={isExercise} />}
      <Words draft={draft} change={change} />
      <PlacesField places={draft.places} onChange={(places) => change({ places })} />
      <TextField
        id="cap-area"
        label={t('area.desc')}
        hint={t('area.desc.hint')}
        value={draft.areaDesc}
        maxLength={2000}
        onChange={(e) => change({ areaDesc: e.target.value })}
      />
      <English draft={draft} change={change} />
      <Refused error={send.error} />
      <p className="muted">{draft.status === 'Actual' && draft.scope === 'Public' && t('told')}</p>
      <p>
        <Button kind="main" type="submit" busy={send.isPending}>
          {t(sendKey(draft, follows))}
        </Button>
      </p>
    </form>
  )
}

function sendKey({ status }: Draft, follows: string | undefined) {
  if (status === 'Exercise') return 'publish.exercise'
  if (status === 'Test') return 'publish.test'
  return follows === undefined ? 'publish' : 'publish.update'
}

interface PartProps {
  readonly draft: Draft
  readonly change: (next: Partial<Draft>) => void
}

interface SelectProps<V extends string> {
  readonly name: string
  readonly value: V
  readonly options: readonly V[]
  readonly text: (value: V) => string
  readonly onChange: (value: V) => void
}

function Select<V extends string>({ name, value, options, text, onChange }: SelectProps<V>) {
  return (
    <label className="field">
      {name}
      <select className="input" value={value} onChange={(e) => onChange(e.target.value as V)}>
        {options.map((o) => (
          <option key={o} value={o}>
            {text(o)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Whether it is real, and who may read it. */
function Reach({ draft, change, isExercise }: PartProps & { readonly isExercise: boolean }) {
  const t = useText(capTexts)
  const c = useText(composeTexts)
  return (
    <>
      <fieldset className="cap-kinds">
        <legend>{t('status')}</legend>
        {ownStatuses
          .filter((s) => !(isExercise && s === 'Actual'))
          .map((status) => (
            <label key={status} className={`cap-kind cap-status-${status.toLowerCase()}`}>
              <input
                type="radio"
                name="cap-status"
                checked={draft.status === status}
                onChange={() => change({ status })}
              />
              {t(`status.${status}`)}
            </label>
          ))}
      </fieldset>
      <p className="field-hint">{c('status.hint')}</p>
      <div className="form-grid">
        <Select
          name={t('scope')}
          value={draft.scope}
          options={alertScopes.filter((s) => s !== 'Private')}
          text={(s) => t(`scope.${s}`)}
          onChange={(scope) => change({ scope })}
        />
        {draft.scope === 'Restricted' && (
          <TextField
            id="cap-restriction"
            label={t('restriction')}
            hint={c('restriction.hint')}
            value={draft.restriction}
            maxLength={500}
            onChange={(e) => change({ restriction: e.target.value })}
          />
        )}
        <TextField
          id="cap-note"
          label={t('note')}
          value={draft.note}
          maxLength={500}
          onChange={(e) => change({ note: e.target.value })}
        />
      </div>
    </>
  )
}

function Words({ draft, change }: PartProps) {
  const t = useText(capTexts)
  const c = useText(composeTexts)
  const area = (name: 'description' | 'instruction') => ({
    id: `cap-${name}`,
    label: t(name),
    rows: 3,
    value: draft[name],
    maxLength: 5000,
    onChange: (e: { target: { value: string } }) => change({ [name]: e.target.value }),
  })
  return (
    <>
      <div className="form-grid">
        <TextField
          id="cap-event"
          label={t('event')}
          hint={c('event.hint')}
          value={draft.event}
          maxLength={100}
          onChange={(e) => change({ event: e.target.value })}
        />
        <Levels draft={draft} change={change} />
        <TextField
          id="cap-expires"
          type="datetime-local"
          label={t('expires')}
          hint={c('expires.hint')}
          value={draft.expires}
          onChange={(e) => change({ expires: e.target.value })}
        />
        <TextField
          id="cap-contact"
          label={t('contact')}
          value={draft.contact}
          maxLength={200}
          onChange={(e) => change({ contact: e.target.value })}
        />
      </div>
      <TextField
        id="cap-headline"
        label={t('headline')}
        hint={c('headline.hint')}
        value={draft.headline}
        maxLength={300}
        onChange={(e) => change({ headline: e.target.value })}
      />
      <TextArea {...area('description')} />
      <TextArea {...area('instruction')} hint={c('instruction.hint')} />
    </>
  )
}

function Levels({ draft, change }: PartProps) {
  const t = useText(capTexts)
  return (
    <>
      <Select
        name={t('category')}
        value={draft.category}
        options={categories}
        text={(v) => t(`category.${v}`)}
        onChange={(category) => change({ category })}
      />
      <Select
        name={t('severity')}
        value={draft.severity}
        options={severities}
        text={(v) => t(`severity.${v}`)}
        onChange={(severity) => change({ severity })}
      />
      <Select
        name={t('urgency')}
        value={draft.urgency}
        options={urgencies}
        text={(v) => t(`urgency.${v}`)}
        onChange={(urgency) => change({ urgency })}
      />
      <Select
        name={t('certainty')}
        value={draft.certainty}
        options={certainties}
        text={(v) => t(`certainty.${v}`)}
        onChange={(certainty) => change({ certainty })}
      />
      <Select
        name={t('response')}
        value={draft.responseType}
        options={responseTypes}
        text={(v) => t(`response.${v}`)}
        onChange={(responseType) => change({ responseType })}
      />
    </>
  )
}

function English({ draft, change }: PartProps) {
  const t = useText(composeTexts)
  const { english } = draft
  return (
    <>
      <label className="cap-check">
        <input
          type="checkbox"
          checked={english !== null}
          onChange={(e) => change({ english: e.target.checked ? emptyEnglish : null })}
        />
        {t('english')}
      </label>
      {english !== null &&
        (['event', 'headline', 'description', 'instruction'] as const).map((name) => (
          <TextField
            key={name}
            id={`cap-en-${name}`}
            lang="en"
            label={t(`english.${name}`)}
            value={english[name]}
            maxLength={5000}
            onChange={(e) => change({ english: { ...english, [name]: e.target.value } })}
          />
        ))}
    </>
  )
}

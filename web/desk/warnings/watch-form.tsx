import { type FormEvent, useState } from 'react'
import type { WatchContent, WatchView } from '#modules/early-warning/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useWatchAction } from './api.ts'
import { DetectorFields } from './detector-fields.tsx'
import { type DraftProps, isComplete } from './draft.ts'
import { GradeFields } from './grade-fields.tsx'
import { Subject } from './subject-fields.tsx'
import { Trial } from './trial.tsx'

interface WatchFormProps {
  readonly start: WatchContent
  /** Absent: a new one. */
  readonly of?: WatchView
  readonly mayEdit: boolean
  readonly onSaved: (id: string) => void
}

/** A watch as a form; it can be tried on the past before it is saved. */
export function WatchForm({ start, of, mayEdit, onSaved }: WatchFormProps) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const [draft, setDraft] = useState(start)
  const save = useWatchAction()
  const change = (part: Partial<WatchContent>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isComplete(draft) || save.isPending) return
    const saved =
      of === undefined
        ? { path: '', body: { content: draft } }
        : { path: `/${of.id}/save`, body: { version: of.version, content: draft } }
    save.mutate(saved, { onSuccess: ({ id }) => onSaved(id) })
  }
  return (
    <>
      <form className="card watch-form" onSubmit={submit} aria-label={t('watches')}>
        <fieldset disabled={!mayEdit} className="watch-fields">
          <Subject draft={draft} change={change} />
          <DetectorFields draft={draft} change={change} of={of?.id} />
          <GradeFields draft={draft} change={change} />
          <Handling draft={draft} change={change} />
        </fieldset>
        {save.error !== null && (
          <p role="alert" className="field-error">
            {failureText(save.error)}
          </p>
        )}
        {mayEdit && (
          <Button
            kind="main"
            type="submit"
            className="start"
            busy={save.isPending}
            disabled={!isComplete(draft)}
          >
            {t('watch.save')}
          </Button>
        )}
      </form>
      <Trial content={draft} of={of?.id} isReady={isComplete(draft)} />
    </>
  )
}

/** Who acts on a warning, with what plan, and when it calms down. */
function Handling({ draft, change }: DraftProps) {
  const t = useText(warningTexts)
  const whole = (name: 'latenessSeconds' | 'calmMinutes', label: string, least: number) => (
    <TextField
      id={`watch-${name}`}
      label={label}
      type="number"
      min={least}
      value={String(draft[name])}
      onChange={(e) => change({ [name]: Math.max(least, Math.round(e.target.valueAsNumber || 0)) })}
    />
  )
  return (
    <div className="form-grid">
      <OrgField
        label={t('watch.org.or')}
        value={draft.org ?? undefined}
        onChange={(org) => change({ org: org ?? null })}
      />
      {whole('calmMinutes', t('watch.calm'), 1)}
      {whole('latenessSeconds', t(draft.count === null ? 'watch.lateness' : 'watch.lateness.counts'), 0)}
      {draft.count === null && (
        <TextField
          id="watch-silent"
          label={t('watch.silent')}
          type="number"
          min={1}
          value={draft.silentMinutes === null ? '' : String(draft.silentMinutes)}
          onChange={(e) =>
            change({
              silentMinutes: e.target.value === '' ? null : Math.max(1, Math.round(e.target.valueAsNumber)),
            })
          }
        />
      )}
      <TextArea
        id="watch-plan"
        label={t('watch.plan')}
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
        {t('watch.exercise')}
      </label>
    </div>
  )
}

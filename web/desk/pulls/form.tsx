import { type FormEvent, useState } from 'react'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { pullFieldTexts } from '../messages/pull-fields.ts'
import { pullTexts } from '../messages/pulls.ts'
import { usePullAction, useResources, useTrial } from './api.ts'
import {
  bodyOf,
  type Draft,
  type FieldPlan,
  isShown,
  type Kind,
  kinds,
  needsSecret,
  plans,
  startOf,
} from './draft.ts'
import { MappingTable } from './mapping-table.tsx'
import { TrialResult } from './trial.tsx'

interface SourceFormProps {
  readonly start: Draft
  readonly hasSecret: boolean
  readonly onSaved: (id: string) => void
}

/** A source, tried before it is saved. */
export function SourceForm({ start, hasSecret, onSaved }: SourceFormProps) {
  const t = useText(pullTexts)
  const failureText = useFailureText()
  const [draft, setDraft] = useState(start)
  const save = usePullAction<{ id: string }>('')
  const trial = useTrial()
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const isReady = draft.name.trim().length >= 2 && draft.resource !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !save.isPending) save.mutate(bodyOf(draft), { onSuccess: ({ id }) => onSaved(id) })
  }
  return (
    <form
      className="card pull-form"
      onSubmit={submit}
      aria-label={t(draft.id === undefined ? 'add' : 'edit')}
    >
      <Target draft={draft} change={change} />
      <div className="form-grid">
        {plans[draft.kind]
          .filter((plan) => isShown(plan, draft.fields))
          .map((plan) => (
            <PlaceField key={plan.name} plan={plan} draft={draft} change={change} />
          ))}
        {needsSecret(draft) && <SecretField draft={draft} change={change} hasSecret={hasSecret} />}
      </div>
      <Timing draft={draft} change={change} />
      {draft.resource !== '' && (
        <MappingTable
          resource={draft.resource}
          columns={trial.data?.columns ?? []}
          mapping={draft.mapping}
          onChange={(mapping) => change({ mapping })}
        />
      )}
      <div className="action-send">
        <Button
          busy={trial.isPending}
          aria-disabled={draft.resource === ''}
          onClick={() =>
            draft.resource !== '' && trial.mutate({ ...bodyOf(draft), revision: undefined, name: undefined })
          }
        >
          {t('try')}
        </Button>
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <span role="status" className="field-error">
          {save.error !== null && failureText(save.error)}
          {trial.error !== null && failureText(trial.error)}
        </span>
      </div>
      {trial.data !== undefined && <TrialResult trial={trial.data} />}
    </form>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function Target({ draft, change }: PartProps) {
  const t = useText(pullTexts)
  const { data } = useResources()
  return (
    <div className="form-grid">
      <TextField
        id="pull-name"
        label={t('name')}
        value={draft.name}
        maxLength={100}
        onChange={(e) => change({ name: e.target.value })}
      />
      <label className="field">
        {t('resource')}
        <select
          className="input"
          value={draft.resource}
          onChange={(e) => change({ resource: e.target.value, mapping: {} })}
        >
          <option value="">{t('resource.choose')}</option>
          {data?.rows.map((r) => (
            <option key={r.id} value={r.id}>
              {r.name}（{r.code}）
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('kind')}
        <select
          className="input"
          value={draft.kind}
          onChange={(e) => change({ kind: e.target.value as Kind, fields: startOf(e.target.value as Kind) })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

type FieldKey = keyof typeof pullFieldTexts

function PlaceField({ plan, draft, change }: PartProps & { plan: FieldPlan }) {
  const t = useText(pullFieldTexts)
  const label = t(plan.name as FieldKey)
  const value = draft.fields[plan.name] ?? ''
  const set = (next: string) => change({ fields: { ...draft.fields, [plan.name]: next } })
  if (plan.kind === 'choice')
    return (
      <label className="field">
        {label}
        <select className="input" value={value} onChange={(e) => set(e.target.value)}>
          {plan.choices?.map((choice) => (
            <option key={choice} value={choice}>
              {t(`${plan.name}.${choice}` as FieldKey)}
            </option>
          ))}
        </select>
      </label>
    )
  const field = { id: `pull-${plan.name}`, label, value, spellCheck: false, autoComplete: 'off' }
  if (plan.kind === 'area') return <TextArea {...field} rows={3} onChange={(e) => set(e.target.value)} />
  return (
    <TextField
      {...field}
      inputMode={plan.kind === 'number' ? 'numeric' : 'text'}
      onChange={(e) => set(e.target.value)}
    />
  )
}

function SecretField({ draft, change, hasSecret }: PartProps & { hasSecret: boolean }) {
  const t = useText(pullTexts)
  const hint = hasSecret ? 'secret.keep' : draft.fields.auth === 'basic' ? 'secret.basic' : 'secret.hint'
  const field = {
    id: 'pull-secret',
    label: t('secret'),
    hint: t(hint),
    value: draft.secret,
    autoComplete: 'off',
  }
  const isKey = draft.kind === 'sftp' && draft.fields.sshAuth === 'key'
  if (isKey) return <TextArea {...field} rows={3} onChange={(e) => change({ secret: e.target.value })} />
  return <TextField {...field} type="password" onChange={(e) => change({ secret: e.target.value })} />
}

function Timing({ draft, change }: PartProps) {
  const t = useText(pullTexts)
  return (
    <div className="form-grid">
      <label className="field">
        {t('schedule')}
        <select
          className="input"
          value={draft.schedule}
          onChange={(e) => change({ schedule: e.target.value as Draft['schedule'] })}
        >
          {(['every', 'daily', 'manual'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t(`schedule.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {draft.schedule === 'every' && (
        <TextField
          id="pull-minutes"
          label={t('minutes')}
          inputMode="numeric"
          value={draft.minutes}
          onChange={(e) => change({ minutes: e.target.value })}
        />
      )}
      {draft.schedule === 'daily' && (
        <TextField
          id="pull-daily"
          label={t('daily-at')}
          type="time"
          value={draft.dailyAt}
          onChange={(e) => change({ dailyAt: e.target.value })}
        />
      )}
      <label className="field">
        {t('mode')}
        <select
          className="input"
          value={draft.mode}
          onChange={(e) => change({ mode: e.target.value as Draft['mode'] })}
        >
          {(['merge', 'replace'] as const).map((mode) => (
            <option key={mode} value={mode}>
              {t(`mode.${mode}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { IssueView } from '#modules/hot-issues/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { type Act, useIssues } from './api.ts'

type Form = 'rename' | 'merge' | 'dismiss' | 'task'

/** What the server says that this officer may do; a form opens below the buttons. */
export function IssueControls({ v, act }: { v: IssueView; act: Act }) {
  const t = useText(hotIssueTexts)
  const [form, setForm] = useState<Form>()
  const may = (name: string) => v.can.includes(name)
  const close = () => setForm(undefined)
  const button = (name: Form, label: string, kind?: 'main') => (
    <Button
      {...(kind === undefined ? {} : { kind })}
      aria-pressed={form === name}
      onClick={() => setForm(form === name ? undefined : name)}
    >
      {label}
    </Button>
  )
  return (
    <section className="no-print">
      <div className="page-filters">
        {may('createTask') && v.task === null && button('task', t('make-task'), 'main')}
        {v.task !== null && (
          <Link to="/tasks" search={{ task: v.task }}>
            {t('open-task')}
          </Link>
        )}
        {may('rename') && button('rename', t('rename'))}
        {may('merge') && button('merge', t('merge'))}
        {may('dismiss') && button('dismiss', t('dismiss'))}
        {may('reopen') && <Button onClick={() => act('reopen')}>{t('reopen')}</Button>}
        {may('unmerge') && <Button onClick={() => act('unmerge')}>{t('unmerge')}</Button>}
      </div>
      {form === 'task' && <TaskForm v={v} act={act} onDone={close} />}
      {form === 'merge' && <MergeForm v={v} act={act} onDone={close} />}
      {form === 'rename' && (
        <TextForm
          field="name"
          label={t('name')}
          first={v.name}
          max={80}
          onSend={(name) => act('rename', { name })}
          onDone={close}
        />
      )}
      {form === 'dismiss' && (
        <TextForm
          field="reason"
          label={t('reason')}
          first=""
          max={500}
          onSend={(reason) => act('dismiss', { reason })}
          onDone={close}
        />
      )}
      {v.merged.length > 0 && (
        <p>
          {t('merged')}{' '}
          {v.merged.map((m) => (
            <span key={m.id} className="inline-item">
              {m.name}{' '}
              {may('rename') && (
                <Button kind="quiet" onClick={() => act('unmerge', undefined, m)}>
                  {t('unmerge')}
                </Button>
              )}
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

interface FormProps {
  readonly v: IssueView
  readonly act: Act
  readonly onDone: () => void
}

function Sending({
  onDone,
  children,
  onSend,
}: {
  onDone: () => void
  children: ReactNode
  onSend: () => void
}) {
  const t = useText(hotIssueTexts)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend()
    onDone()
  }
  return (
    <form className="card" onSubmit={submit}>
      {children}
      <div className="action-send">
        <Button kind="main" type="submit">
          {t('confirm')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

function TextForm(props: {
  field: string
  label: string
  first: string
  /** Characters, as in the contract. */
  max: number
  onSend: (text: string) => void
  onDone: () => void
}) {
  const [text, setText] = useState(props.first)
  return (
    <Sending onDone={props.onDone} onSend={() => props.onSend(text)}>
      <TextField
        id={`issue-${props.field}`}
        label={props.label}
        value={text}
        required
        minLength={2}
        maxLength={props.max}
        autoFocus
        onChange={(e) => setText(e.target.value)}
      />
    </Sending>
  )
}

function MergeForm({ v, act, onDone }: FormProps) {
  const t = useText(hotIssueTexts)
  const [into, setInto] = useState('')
  const list = useIssues({}, 100)
  const others = list.data?.rows.filter((r) => r.id !== v.id) ?? []
  return (
    <Sending onDone={onDone} onSend={() => act('merge', { into })}>
      <label className="field">
        {t('merge')}
        <select className="input" required value={into} onChange={(e) => setInto(e.target.value)}>
          <option value="">{t('merge.choose')}</option>
          {others.map((r) => (
            <option key={r.id} value={r.id}>
              {r.name}
            </option>
          ))}
        </select>
      </label>
    </Sending>
  )
}

function TaskForm({ v, act, onDone }: FormProps) {
  const t = useText(hotIssueTexts)
  const [org, setOrg] = useState(v.proposedOrg ?? undefined)
  const [demand, setDemand] = useState('')
  const [days, setDays] = useState('10')
  return (
    <Sending
      onDone={onDone}
      onSend={() => org !== undefined && act('task', { org, demand, workingDays: Number(days) })}
    >
      <OrgField label={t('org')} value={org} onChange={setOrg} />
      <TextArea
        id="task-demand"
        label={t('demand')}
        value={demand}
        required
        minLength={5}
        maxLength={2000}
        rows={3}
        onChange={(e) => setDemand(e.target.value)}
      />
      <TextField
        id="task-days"
        label={t('limit')}
        type="number"
        min={1}
        max={60}
        required
        value={days}
        onChange={(e) => setDays(e.target.value)}
      />
    </Sending>
  )
}

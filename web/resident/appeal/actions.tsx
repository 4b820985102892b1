import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { ApiProblem } from '../../ui/api.ts'
import { appeals, useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { useGo } from '../links.ts'
import { appealTexts } from '../messages/mine.ts'
import { AttachForm } from './attach-form.tsx'
import { RateForm } from './rate-form.tsx'
import { WordsForm } from './words-form.tsx'

const offered = ['rate', 'reopen', 'comment', 'attach', 'split', 'withdraw', 'leave'] as const
type Offered = (typeof offered)[number]

/** What the form of an action gets: it hands over the input, and shows what went wrong. */
export interface ActionFormProps {
  readonly busy: boolean
  readonly problem: string | null
  readonly send: (input: Readonly<Record<string, unknown>>) => void
  readonly cancel: () => void
}

/** The actions that the server allows now, each unfolding in place: nothing pops up, nothing covers the page. */
export function AppealActions({ view }: { view: CaseView }) {
  const t = useText(appealTexts)
  const failureText = useFailureText()
  const [open, setOpen] = useState<Offered | null>(null)
  const [isDone, setDone] = useState(false)
  const act = useCaseAction(appeals)
  const possible = offered.filter((action) => view.can.includes(action))
  const choose = (action: Offered | null) => {
    act.reset()
    setDone(false)
    setOpen(action)
  }
  const go = useGo()
  const leave = () =>
    act.mutate(
      { id: view.id, version: view.version, action: 'leave' },
      { onSuccess: () => void go({ to: '/mine' }) },
    )
  const send = (input: Readonly<Record<string, unknown>>) => {
    if (open === null || act.isPending) return
    act.mutate(
      { id: view.id, version: view.version, action: open, input },
      {
        onSuccess: () => {
          setOpen(null)
          setDone(true)
        },
      },
    )
  }
  const isConflict = act.error instanceof ApiProblem && act.error.code === 'conflict'
  const problem = act.error === null ? null : isConflict ? t('conflict.note') : failureText(act.error)
  const form: ActionFormProps = { busy: act.isPending, problem, send, cancel: () => choose(null) }
  if (possible.length === 0 && !isDone) return null
  return (
    <section className="group no-print" {...(possible.length === 0 ? {} : { 'aria-labelledby': 'can' })}>
      {possible.length > 0 && <h2 id="can">{t('can')}</h2>}
      <p role="status" className="done-note">
        {isDone ? t('done') : ''}
      </p>
      {open === null || !possible.includes(open) ? (
        <ul className="action-list">
          {possible.map((action, i) => (
            <li key={action}>
              <Button
                kind={i === 0 && action === 'rate' ? 'main' : 'plain'}
                onClick={() => (action === 'leave' ? leave() : choose(action))}
              >
                {t(`${action}.open`)}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <ActionForm action={open} form={form} />
      )}
    </section>
  )
}

function ActionForm({ action, form }: { action: Offered; form: ActionFormProps }) {
  const t = useText(appealTexts)
  if (action === 'rate') return <RateForm {...form} />
  if (action === 'attach') return <AttachForm {...form} />
  if (action === 'leave') return null
  if (action === 'comment')
    return (
      <WordsForm
        {...form}
        field="text"
        label={t('comment.label')}
        submit={t('comment.send')}
        missing={t('comment.empty')}
      />
    )
  const isWithdrawal = action === 'withdraw'
  return (
    <WordsForm
      {...form}
      field="reason"
      label={t(`${action}.label`)}
      submit={t(`${action}.send`)}
      missing={t('reason.short')}
      atLeast={2}
      {...(isWithdrawal ? { hint: t('withdraw.note') } : {})}
    />
  )
}

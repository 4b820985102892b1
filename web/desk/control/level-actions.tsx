import { type FormEvent, useState } from 'react'
import { type Level, levels, type SubjectView } from '#modules/control/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { useControlWrite } from './api.ts'

/** The owner's word on a proposal: it takes effect or the level stays, with the reason either way. */
export function ProposalActions({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const [accept, setAccept] = useState<boolean>()
  return (
    <div className="no-print control-form">
      <div className="button-row">
        <Button kind="main" aria-pressed={accept === true} onClick={() => setAccept(true)}>
          {t('accept')}
        </Button>
        <Button aria-pressed={accept === false} onClick={() => setAccept(false)}>
          {t('keep')}
        </Button>
      </div>
      {accept !== undefined && (
        <StepForm
          key={String(accept)}
          s={s}
          path="confirm"
          label={t(accept ? 'accept' : 'keep')}
          extra={{ accept }}
          onDone={() => setAccept(undefined)}
        />
      )}
    </div>
  )
}

const steps = ['override', 'end-override', 'review'] as const
type Step = (typeof steps)[number]

/** Setting a level aside, ending that, and looking again. */
export function LevelActions({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const [step, setStep] = useState<Step>()
  const fits: Readonly<Record<Step, boolean>> = {
    override: s.may.includes('override'),
    'end-override': s.may.includes('override') && s.override !== null,
    review: s.may.includes('review') && s.base !== null && s.proposal === null,
  }
  const shown = steps.filter((x) => fits[x])
  const label = (x: Step) => t(x === 'review' ? 'do-review' : x)
  if (shown.length === 0) return null
  return (
    <div className="no-print control-form">
      <div className="button-row">
        {shown.map((x) => (
          <Button key={x} aria-pressed={step === x} onClick={() => setStep(step === x ? undefined : x)}>
            {label(x)}
          </Button>
        ))}
      </div>
      {step !== undefined && (
        <StepForm
          key={step}
          s={s}
          path={step}
          label={label(step)}
          extra={{}}
          asks={step === 'override' ? 'level' : step === 'review' ? 'next' : undefined}
          onDone={() => setStep(undefined)}
        />
      )}
    </div>
  )
}

interface StepFormProps {
  readonly s: SubjectView
  readonly path: string
  readonly label: string
  readonly extra: object
  /** Beside the reason: a level until a day, or the day of the next review. */
  readonly asks?: 'level' | 'next' | undefined
  readonly onDone: () => void
}

function StepForm({ s, path, label, extra, asks, onDone }: StepFormProps) {
  const t = useText(controlTexts)
  const failureText = useFailureText()
  const act = useControlWrite(`/subjects/${s.id}/${path}`)
  const [reason, setReason] = useState('')
  const [level, setLevel] = useState<Level>(s.level ?? 'A')
  const [day, setDay] = useState('')
  const isReady = reason.trim().length >= 2 && (asks === undefined || day !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || act.isPending) return
    const asked = asks === 'level' ? { level, until: day } : asks === 'next' ? { next: day } : {}
    act.mutate({ revision: s.revision, reason: reason.trim(), ...extra, ...asked }, { onSuccess: onDone })
  }
  return (
    <form className="control-form" onSubmit={submit} aria-label={label}>
      {asks === 'level' && (
        <SelectField
          id="control-level"
          label={t('level')}
          options={levels.map((l) => ({ value: l, label: `${l} ${t(`level.${l}`)}` }))}
          value={level}
          onChange={(value) => setLevel(value as Level)}
        />
      )}
      {asks !== undefined && (
        <TextField
          id="control-day"
          type="date"
          label={t(asks === 'level' ? 'until' : 'next-review')}
          value={day}
          onChange={(e) => setDay(e.target.value)}
        />
      )}
      <TextArea
        id="control-reason"
        label={t('reason')}
        hint={t('reason.hint')}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!isReady}>
          {label}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

import { type FormEvent, useId, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { Locale } from '#kernel/i18n/define'
import { collectionMessages } from '#modules/collection/messages'
import type { OwnStep } from '#modules/scenarios/contract'
import { ApiProblem } from '../../ui/api.ts'
import { useCaseAction } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import type { FormProblem } from '../../ui/outbox/entry.ts'
import { ItemField } from '../../ui/running/item-field.tsx'
import { titleOf } from '../../ui/running/values.ts'
import { useFailureText } from '../../ui/states.tsx'
import { FileField } from '../fields/file-field.tsx'
import { scenarioCaseTexts } from '../messages/scenario-cases.ts'
import { scenarioCases, useSteps } from './api.ts'

/** What the package lets this reader do now: a button a step, a form where it asks for something. */
export function Steps({ c }: { c: CaseView }) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  const [chosen, choose] = useState<string>()
  const { data } = useSteps(c.id, c.version)
  const steps = data?.steps ?? []
  const step = steps.find((s) => s.code === chosen)
  if (steps.length === 0) return null
  return (
    <section className="no-print scenario-case-steps" aria-label={t('do.advance')}>
      <div className="button-row">
        {steps.map((s, i) => (
          <Button
            key={s.code}
            kind={i === 0 ? 'main' : 'plain'}
            aria-pressed={chosen === s.code}
            onClick={() => choose(chosen === s.code ? undefined : s.code)}
          >
            {s.title[locale]}
          </Button>
        ))}
      </div>
      {step !== undefined && <StepForm key={step.code} c={c} step={step} onEnd={() => choose(undefined)} />}
    </section>
  )
}

interface StepFormProps {
  readonly c: CaseView
  readonly step: OwnStep
  readonly onEnd: () => void
}

function StepForm({ c, step, onEnd }: StepFormProps) {
  const t = useText(scenarioCaseTexts)
  const { locale } = useLanguage()
  const failureText = useFailureText()
  const id = useId()
  const act = useCaseAction(scenarioCases)
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({})
  const [files, setFiles] = useState<readonly string[]>([])
  const errors = useProblems(step, id, act.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (act.isPending) return
    const values = Object.fromEntries(
      step.input.map(({ name }) => [name, (fields[name] ?? '').trim() === '' ? null : fields[name]]),
    )
    act.mutate(
      {
        id: c.id,
        version: c.version,
        action: step.to === null ? 'finish' : 'advance',
        input: { step: step.code, values, files },
      },
      { onSuccess: onEnd },
    )
  }
  return (
    <form className="card scenario-case-form" noValidate onSubmit={submit} aria-label={step.title[locale]}>
      {step.hint !== null && <p className="muted">{step.hint[locale]}</p>}
      <ErrorSummary errors={errors} />
      {act.error !== null && errors.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      {step.input.map((item) => (
        <ItemField
          key={item.name}
          canScan={false}
          id={`${id}-${item.name}`}
          item={item}
          value={fields[item.name] ?? ''}
          isFixed={false}
          errors={errors}
          onChange={(value) => setFields((old) => ({ ...old, [item.name]: value }))}
        />
      ))}
      {step.photos && <FileField id={`${id}-files`} label={t('files')} value={files} onChange={setFiles} />}
      <div className="button-row">
        <Button kind="main" type="submit" busy={act.isPending}>
          {step.title[locale]}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function titleIn({ input }: OwnStep, name: string, locale: Locale): string {
  const item = input.find((i) => i.name === name)
  return item === undefined ? name : titleOf(item, locale)
}

/** What the server found wrong with each item. */
function useProblems(step: OwnStep, id: string, error: Error | null): readonly FieldError[] {
  const t = useText(scenarioCaseTexts)
  const say = useText(collectionMessages)
  const { locale } = useLanguage()
  if (!(error instanceof ApiProblem) || !Array.isArray(error.details.problems)) return []
  return (error.details.problems as FormProblem[]).map((p) => ({
    field: `${id}-${p.item}`,
    message: t('item.wrong', {
      title: titleIn(step, p.item, locale),
      what: say(`collection.problem.${p.reason}` as 'collection.problem.missing', {
        expected: p.expected ?? '',
      }),
    }),
  }))
}

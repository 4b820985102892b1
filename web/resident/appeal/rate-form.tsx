import { type FormEvent, useState } from 'react'
import { ChoiceGroup, TextArea } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { appealTexts } from '../messages/mine.ts'
import type { ActionFormProps } from './actions.tsx'
import { FormFrame } from './form-frame.tsx'

const scores = ['5', '4', '3', '2', '1'] as const
type Score = (typeof scores)[number]

/** Stars, each with its word; whether it is solved is asked by itself. */
export function RateForm(form: ActionFormProps) {
  const t = useText(appealTexts)
  const [score, setScore] = useState<Score | ''>('')
  const [solved, setSolved] = useState<'yes' | 'no' | ''>('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const missing = [
      ...(score === '' ? [{ field: 'score', message: t('rate.score-missing') }] : []),
      ...(solved === '' ? [{ field: 'solved', message: t('rate.solved-missing') }] : []),
    ]
    setErrors(missing)
    if (missing.length === 0)
      form.send({ score: Number(score), solved: solved === 'yes', reason: reason.trim() })
  }
  return (
    <FormFrame {...form} submit={t(form.busy ? 'sending' : 'rate.send')} onSubmit={onSubmit}>
      <ChoiceGroup
        id="score"
        legend={t('rate.score')}
        value={score}
        errors={errors}
        choices={scores.map((value) => ({
          value,
          label: (
            <>
              <span className="stars" aria-hidden="true">
                {'★'.repeat(Number(value))}
                {'☆'.repeat(5 - Number(value))}
              </span>{' '}
              {t(`rate.${value}`)}
            </>
          ),
        }))}
        onChange={setScore}
      />
      <ChoiceGroup
        id="solved"
        legend={t('rate.solved')}
        value={solved}
        errors={errors}
        choices={[
          { value: 'yes', label: t('rate.yes') },
          { value: 'no', label: t('rate.no') },
        ]}
        onChange={setSolved}
      />
      <TextArea
        id="rate-reason"
        label={t('rate.reason')}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormFrame>
  )
}

import { type FormEvent, useState } from 'react'
import { TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { appealTexts } from '../messages/mine.ts'
import type { ActionFormProps } from './actions.tsx'
import { FormFrame } from './form-frame.tsx'

interface WordsFormProps extends ActionFormProps {
  /** Name of the input that the words become. */
  readonly field: 'text' | 'reason'
  readonly label: string
  readonly hint?: string
  readonly submit: string
  readonly missing: string
  readonly atLeast?: number
}

/** An action that takes a few words. */
export function WordsForm({ field, label, hint, submit, missing, atLeast = 1, ...form }: WordsFormProps) {
  const t = useText(appealTexts)
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const errors = isMissing ? [{ field: 'words', message: missing }] : []
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const text = words.trim()
    setMissing(text.length < atLeast)
    if (text.length >= atLeast) form.send({ [field]: text })
  }
  return (
    <FormFrame {...form} submit={form.busy ? t('sending') : submit} onSubmit={onSubmit}>
      <TextArea
        id="words"
        label={label}
        {...(hint === undefined ? {} : { hint })}
        errors={errors}
        rows={4}
        maxLength={1000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
    </FormFrame>
  )
}

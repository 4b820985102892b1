import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CorrectionKind, deletionGrounds, type OwnRow } from '#modules/protection/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { myDataTexts } from '../messages/my-data.ts'

interface AskFormProps {
  readonly resource: string
  readonly row: OwnRow
  readonly kind: CorrectionKind
  readonly onCancel: () => void
}

function useAsk(input: object) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<{ number: string }>('/me/data/corrections', input, newIntentionKey()),
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.all('data-correction') }),
  })
}

/** Asks the provider to correct, explain or delete one row. */
export function AskForm({ resource, row, kind, onCancel }: AskFormProps) {
  const t = useText(myDataTexts)
  const failureText = useFailureText()
  const [item, setItem] = useState(row.items[0]?.item ?? '')
  const [value, setValue] = useState('')
  const [ground, setGround] = useState<(typeof deletionGrounds)[number]>('purpose-over')
  const [text, setText] = useState('')
  const ask = useAsk({
    resource,
    ref: row.ref,
    kind,
    text,
    ...(kind === 'correct' ? { values: { [item]: value } } : {}),
    ...(kind === 'delete' ? { ground } : {}),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  if (ask.data !== undefined) return <p role="status">{t('sent', { number: ask.data.number })}</p>
  const id = `${row.ref}-${kind}`
  return (
    <form className="group" onSubmit={submit}>
      {kind === 'correct' && (
        <>
          <Choice
            id={`${id}-item`}
            label={t('item')}
            value={item}
            options={row.items.map((i) => [i.item, i.title])}
            onChange={setItem}
          />
          <TextField
            id={`${id}-value`}
            label={t('value')}
            required
            maxLength={2000}
            value={value}
            onChange={(e) => setValue(e.target.value)}
          />
        </>
      )}
      {kind === 'delete' && (
        <Choice
          id={`${id}-ground`}
          label={t('ground')}
          value={ground}
          options={deletionGrounds.map((g) => [g, t(`ground.${g}`)])}
          onChange={(g) => setGround(g as typeof ground)}
        />
      )}
      <TextArea
        id={`${id}-text`}
        rows={3}
        label={t('text')}
        required
        minLength={5}
        maxLength={2000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      {ask.error !== null && (
        <p role="alert" className="field-error">
          {failureText(ask.error)}
        </p>
      )}
      <Button kind="main" type="submit" busy={ask.isPending}>
        {t('send')}
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </form>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChange: (value: string) => void
}

function Choice({ id, label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(e) => onChange(e.target.value)}>
        {options.map(([v, name]) => (
          <option key={v} value={v}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

import { type FormEvent, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { RequestDetails, Terms } from '#modules/sharing/contract'
import { suggestedMasks } from '#modules/sharing/rules'
import { Button, TextArea } from '../../ui/controls.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useFaults } from './faults.ts'
import { ItemsTable } from './items-table.tsx'
import { PeriodFields } from './period-fields.tsx'
import { RowsEditor } from './rows-editor.tsx'

interface TermsFormProps {
  /** Approving begins with the masks that are suggested and may only narrow; completing asks anew. */
  readonly mode: 'approve' | 'complete'
  readonly d: RequestDetails
  readonly items: readonly Item[]
  readonly error: unknown
  readonly isBusy: boolean
  readonly onSend: (input: Readonly<Record<string, unknown>>) => void
  readonly onCancel: () => void
}

/** What is given, or asked for anew: items with their masks, rows, period and quota. */
export function TermsForm({ mode, d, items, error, isBusy, onSend, onCancel }: TermsFormProps) {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const failureText = useFailureText()
  const faults = useFaults()
  const [terms, setTerms] = useState<Terms>(() => firstTerms(mode, d, items))
  const [text, setText] = useState('')
  const offered = mode === 'approve' ? items.filter((i) => d.asked.items.includes(i.name)) : items
  const errors = faults(error, new Map(items.map((i) => [i.name, i.title])))
  const isReady = terms.items.length > 0 && (mode === 'approve' || text.trim().length >= 2)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onSend(mode === 'approve' ? { terms, note: text } : { terms, text })
  }
  return (
    <form className="card sharing-form" onSubmit={submit} aria-label={s(`do.${mode}`)} noValidate>
      <ErrorSummary errors={errors} />
      {error != null && errors.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      <h2>{t('diff.items')}</h2>
      <ItemsTable items={offered} terms={terms} reasons={d.reasons} errors={errors} onChange={setTerms} />
      <h2>{t('diff.rows')}</h2>
      <RowsEditor
        items={items}
        rows={terms.rows}
        kept={mode === 'approve' ? d.asked.rows.length : 0}
        errors={errors}
        onChange={(rows) => setTerms({ ...terms, rows })}
      />
      <h2>{t('how')}</h2>
      <PeriodFields terms={terms} errors={errors} onChange={setTerms} />
      <TextArea
        id="terms-text"
        label={s(mode === 'approve' ? 'note' : 'text')}
        rows={3}
        maxLength={1000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div className="button-row">
        <Button kind="main" type="submit" busy={isBusy} aria-disabled={!isReady}>
          {s(`do.${mode}`)}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {s('cancel')}
        </Button>
      </div>
    </form>
  )
}

function firstTerms(mode: TermsFormProps['mode'], d: RequestDetails, items: readonly Item[]): Terms {
  if (mode === 'complete') return d.asked
  return d.given ?? { ...d.asked, masks: suggestedMasks(d.asked, items, d.reasons) }
}

import type { Terms } from '#modules/sharing/contract'
import { TextField } from '../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'

interface PeriodFieldsProps {
  readonly terms: Terms
  readonly errors: readonly FieldError[]
  readonly onChange: (terms: Terms) => void
}

/** From when until when, how much, and in which way. */
export function PeriodFields({ terms, errors, onChange }: PeriodFieldsProps) {
  const t = useText(sharingTermsTexts)
  const { lookup: _gone, ...withoutLookup } = terms
  return (
    <div className="form-grid">
      {(['from', 'until'] as const).map((name) => (
        <TextField
          key={name}
          id={`terms-${name}`}
          label={t(name)}
          type="date"
          required
          errors={errors}
          value={terms[name]}
          onChange={(e) => onChange({ ...terms, [name]: e.target.value })}
        />
      ))}
      <TextField
        id="terms-callsPerDay"
        label={t('calls-per-day')}
        type="number"
        min={1}
        max={10_000_000}
        errors={errors}
        value={String(terms.callsPerDay)}
        onChange={(e) => onChange({ ...terms, callsPerDay: numberOf(e.target.value) })}
      />
      <TextField
        id="terms-rowsPerCall"
        label={t('rows-per-call')}
        type="number"
        min={1}
        max={10_000}
        errors={errors}
        value={String(terms.rowsPerCall)}
        onChange={(e) => onChange({ ...terms, rowsPerCall: numberOf(e.target.value) })}
      />
      <label className="tick">
        <input
          type="checkbox"
          id="terms-bulk"
          checked={terms.bulk}
          onChange={(e) => onChange({ ...terms, bulk: e.target.checked })}
        />{' '}
        {t('bulk')}
        <Fault errors={errors} field="terms-bulk" />
      </label>
      <label className="tick">
        <input
          type="checkbox"
          id="terms-lookup"
          checked={terms.lookup === true}
          onChange={(e) =>
            onChange(e.target.checked ? { ...terms, bulk: false, lookup: true } : withoutLookup)
          }
        />{' '}
        {t('lookup')}
        <Fault errors={errors} field="terms-lookup" />
      </label>
    </div>
  )
}

function Fault({ errors, field }: { errors: readonly FieldError[]; field: string }) {
  const error = errorOf(errors, field)
  return error === undefined ? null : <span className="field-error">{error}</span>
}

function numberOf(text: string): number {
  const value = Number.parseInt(text, 10)
  return Number.isNaN(value) ? 1 : value
}

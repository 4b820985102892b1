import { type FormEvent, useState } from 'react'
import {
  type RetentionRow,
  type RetentionRule,
  retentionCounts,
  retentionWhats,
} from '#modules/protection/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Choose } from '../catalogue/editor/choose.tsx'
import { retentionTexts } from '../messages/protection-retention.ts'
import { useProtectionAction } from './api.ts'

/** Sets how long rows of a resource are kept. */
export function RetentionForm({ row, onDone }: { row: RetentionRow; onDone: () => void }) {
  const t = useText(retentionTexts)
  const failureText = useFailureText()
  const [rule, setRule] = useState<RetentionRule>(
    row.rule ?? {
      months: 36,
      counts: row.hasTime ? 'time-item' : 'last-change',
      what: 'delete',
      basis: '',
      automatic: false,
      hold: null,
    },
  )
  const save = useProtectionAction(onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({
      path: `/protection/resources/${row.resource}/retention`,
      input: { ...rule, revision: row.revision },
    })
  }
  return (
    <form className="card content-form" onSubmit={submit}>
      <h2>{row.name}</h2>
      <Fields rule={rule} hasTime={row.hasTime} onChange={(part) => setRule({ ...rule, ...part })} />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

interface FieldsProps {
  readonly rule: RetentionRule
  readonly hasTime: boolean
  readonly onChange: (part: Partial<RetentionRule>) => void
}

function Fields({ rule, hasTime, onChange }: FieldsProps) {
  const t = useText(retentionTexts)
  return (
    <>
      <div className="form-grid">
        <TextField
          id="months"
          type="number"
          min={1}
          max={1200}
          required
          label={t('months')}
          value={String(rule.months)}
          onChange={(e) => onChange({ months: e.target.valueAsNumber })}
        />
        <Choose
          id="counts"
          label={t('counts')}
          value={rule.counts}
          values={retentionCounts.filter((c) => c !== 'time-item' || hasTime)}
          word={(c) => t(`counts.${c}`)}
          onChange={(counts) => onChange({ counts })}
        />
        <Choose
          id="what"
          label={t('what')}
          value={rule.what}
          values={retentionWhats}
          word={(w) => t(`what.${w}`)}
          onChange={(what) => onChange({ what })}
        />
      </div>
      <TextField
        id="basis"
        label={t('basis')}
        required
        minLength={2}
        maxLength={500}
        value={rule.basis}
        onChange={(e) => onChange({ basis: e.target.value })}
      />
      <TextField
        id="hold"
        label={t('hold')}
        maxLength={500}
        value={rule.hold ?? ''}
        onChange={(e) => onChange({ hold: e.target.value === '' ? null : e.target.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={rule.automatic}
          onChange={(e) => onChange({ automatic: e.target.checked })}
        />{' '}
        {t('automatic')}
      </label>
    </>
  )
}

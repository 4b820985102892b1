import { ChoiceGroup, TextArea, TextField } from '../../ui/controls.tsx'
import { errorOf } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { releasesTexts } from '../messages/releases.ts'
import { releaseFormTexts } from '../messages/releases-form.ts'
import { fieldId } from './draft.ts'
import type { PlanFieldsProps } from './form.tsx'

/** How safe it has to be, for whom it is, why, and until when. */
export function AudienceFields(props: PlanFieldsProps) {
  const { draft, errors, onChange } = props
  const t = useText(releaseFormTexts)
  const common = useText(releasesTexts)
  return (
    <section className="card">
      <SafetyFields {...props} />
      <ChoiceGroup
        id={fieldId('audience')}
        legend={t('form.audience')}
        choices={[
          { value: 'open', label: common('audience.open') },
          { value: 'named', label: common('audience.named') },
        ]}
        value={draft.isOpen ? 'open' : 'named'}
        errors={errors}
        onChange={(kind) => onChange({ isOpen: kind === 'open' })}
      />
      {!draft.isOpen && <RecipientFields {...props} />}
      <TextArea
        id={fieldId('reason')}
        label={t('form.reason')}
        rows={3}
        maxLength={2000}
        errors={errors}
        value={draft.reason}
        onChange={(e) => onChange({ reason: e.target.value })}
      />
      <TextField
        id={fieldId('until')}
        label={t('form.until')}
        type="date"
        errors={errors}
        value={draft.until}
        onChange={(e) => onChange({ until: e.target.value })}
      />
      <label className="release-check">
        <input type="checkbox" checked={draft.bom} onChange={(e) => onChange({ bom: e.target.checked })} />
        {t('form.bom')}
      </label>
    </section>
  )
}

function SafetyFields({ draft, errors, proposal, onChange }: PlanFieldsProps) {
  const t = useText(releaseFormTexts)
  return (
    <>
      <TextField
        id={fieldId('k')}
        label={t('form.k')}
        hint={t('form.k.hint', { ...proposal.least })}
        inputMode="numeric"
        errors={errors}
        value={draft.k}
        onChange={(e) => onChange({ k: e.target.value })}
      />
      <TextField
        id={fieldId('suppression')}
        label={t('form.suppression')}
        inputMode="decimal"
        errors={errors}
        value={draft.percent}
        onChange={(e) => onChange({ percent: e.target.value })}
      />
      <SelectField
        id={fieldId('person')}
        label={t('form.person')}
        empty={t('form.person.none')}
        options={proposal.items.map((i) => ({ value: i.name, label: i.title }))}
        value={draft.person}
        errors={errors}
        onChange={(person) => onChange({ person })}
      />
    </>
  )
}

function RecipientFields({ draft, errors, onChange }: PlanFieldsProps) {
  const t = useText(releaseFormTexts)
  const missing = errorOf(errors, fieldId('recipient'))
  return (
    <>
      {missing !== undefined && <p className="field-error">{missing}</p>}
      <OrgField
        id={fieldId('recipient')}
        label={t('form.recipient')}
        value={draft.recipient === '' ? undefined : draft.recipient}
        onChange={(code) => onChange({ recipient: code ?? '' })}
      />
      <TextField
        id={fieldId('purpose')}
        label={t('form.purpose')}
        maxLength={1000}
        errors={errors}
        value={draft.purpose}
        onChange={(e) => onChange({ purpose: e.target.value })}
      />
      <TextField
        id={fieldId('agreement')}
        label={t('form.agreement')}
        maxLength={300}
        errors={errors}
        value={draft.agreement}
        onChange={(e) => onChange({ agreement: e.target.value })}
      />
    </>
  )
}

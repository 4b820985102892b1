import { type LinkageKind, linkageKinds } from '#modules/linkage/contract'
import { TextArea, TextField } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { type Draft, fieldId, withKind } from './draft.ts'
import { SelectField } from './select-field.tsx'

interface FieldsProps {
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  readonly onChange: (part: Partial<Draft>) => void
}

/** What is linked, what for and by which law. */
export function HeadFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(linkageTexts)
  return (
    <section className="card" aria-label={t('kind')}>
      <div className="form-grid">
        <TextField
          id={fieldId('name')}
          label={t('name')}
          maxLength={200}
          value={draft.name}
          errors={errors}
          onChange={(e) => onChange({ name: e.target.value })}
        />
        <SelectField
          id={fieldId('kind')}
          label={t('kind')}
          options={linkageKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={draft.kind}
          onChange={(kind) => onChange(withKind(draft, kind as LinkageKind))}
        />
      </div>
      <TextArea
        id={fieldId('purpose')}
        label={t('purpose')}
        hint={t('purpose.hint')}
        rows={2}
        maxLength={2000}
        value={draft.purpose}
        errors={errors}
        onChange={(e) => onChange({ purpose: e.target.value })}
      />
      <TextField
        id={fieldId('legalBasis')}
        label={t('legal-basis')}
        hint={t('legal-basis.hint')}
        maxLength={500}
        value={draft.legalBasis}
        errors={errors}
        onChange={(e) => onChange({ legalBasis: e.target.value })}
      />
    </section>
  )
}

/** The two probabilities, and what they make of a pair. */
export function ThresholdFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(linkageTexts)
  const { link, doubt } = draft
  const number = { type: 'number', step: 0.01, max: 99.99, inputMode: 'decimal' } as const
  return (
    <section className="card" aria-labelledby="linkage-thresholds">
      <h2 id="linkage-thresholds">{t('thresholds')}</h2>
      <div className="form-grid">
        <TextField
          {...number}
          min={50}
          id={fieldId('link')}
          label={t('threshold.link')}
          hint={t('threshold.link.hint')}
          value={link}
          errors={errors}
          onChange={(e) => onChange({ link: e.target.value })}
        />
        <TextField
          {...number}
          min={1}
          id={fieldId('doubt')}
          label={t('threshold.doubt')}
          hint={t('threshold.doubt.hint')}
          value={doubt}
          errors={errors}
          onChange={(e) => onChange({ doubt: e.target.value })}
        />
      </div>
      <ul className="linkage-bands">
        <li>{t('threshold.below', { doubt })}</li>
        <li data-band="doubt">{t('threshold.between', { doubt, link })}</li>
        <li data-band="link">{t('threshold.above', { link })}</li>
      </ul>
    </section>
  )
}

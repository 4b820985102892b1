import type { Item } from '#modules/catalogue/contract'
import { TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useResource } from '../catalogue/api.ts'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { releaseFormTexts } from '../messages/releases-form.ts'
import { RowsEditor } from '../sharing/rows-editor.tsx'
import { fieldId } from './draft.ts'
import type { PlanFieldsProps } from './form.tsx'

const none: readonly Item[] = []

/** What it is called, what it holds, and of which rows it is made. */
export function HeadFields({ draft, errors, proposal, onChange }: PlanFieldsProps) {
  const t = useText(releaseFormTexts)
  const resource = useResource(proposal.resource)
  return (
    <section className="card" aria-label={proposal.name}>
      <h2>{proposal.name}</h2>
      <TextField
        id={fieldId('title')}
        label={t('form.title')}
        maxLength={200}
        errors={errors}
        value={draft.title}
        onChange={(e) => onChange({ title: e.target.value })}
      />
      <TextArea
        id={fieldId('about')}
        label={t('form.about')}
        hint={t('form.about.hint')}
        rows={3}
        maxLength={2000}
        errors={errors}
        value={draft.about}
        onChange={(e) => onChange({ about: e.target.value })}
      />
      <h3>{t('form.rows')}</h3>
      <RowsEditor
        id={fieldId('rows')}
        items={resource.data?.content.items ?? none}
        rows={draft.rows}
        errors={errors}
        onChange={(rows) => onChange({ rows })}
      />
      <TextField
        id={fieldId('asOf')}
        label={t('form.asOf')}
        hint={t('form.asOf.hint')}
        placeholder="2026-01-31T00:00:00.000Z"
        maxLength={40}
        errors={errors}
        value={draft.asOf}
        onChange={(e) => onChange({ asOf: e.target.value })}
      />
      <div id={fieldId('population')} tabIndex={-1}>
        <ResourceField
          label={t('form.population')}
          value={draft.population || undefined}
          without={proposal.resource}
          onChange={(population = '') => onChange({ population })}
        />
        <p className="muted">{t('form.population.hint')}</p>
        {errors
          .filter((e) => e.field === fieldId('population'))
          .map((e) => (
            <p key={e.message} className="field-error">
              {e.message}
            </p>
          ))}
      </div>
    </section>
  )
}

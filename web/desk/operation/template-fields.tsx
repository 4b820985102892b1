import type { Item } from '#modules/catalogue/contract'
import type { GrantView } from '#modules/sharing/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { useResource } from '../catalogue/api.ts'
import { SelectField } from '../linkage/select-field.tsx'
import { operationFormTexts } from '../messages/operation-form.ts'
import { RowsEditor } from '../sharing/rows-editor.tsx'
import { ChoiceFields } from './choice-fields.tsx'
import { fieldId, type TemplateDraft } from './draft.ts'
import { GroupFields } from './group-fields.tsx'

export interface PartProps {
  /** Begins the ids of the fields. */
  readonly at: string
  readonly draft: TemplateDraft
  /** Items that the grant gives. */
  readonly items: readonly Item[]
  readonly errors: readonly FieldError[]
  readonly onChange: (part: Partial<TemplateDraft>) => void
}

interface TemplateFieldsProps {
  readonly index: number
  readonly draft: TemplateDraft
  readonly grants: readonly GrantView[]
  readonly errors: readonly FieldError[]
  readonly onChange: (draft: TemplateDraft) => void
  readonly onRemove: (() => void) | undefined
}

/** One question of a product. */
export function TemplateFields({ index, draft, grants, errors, onChange, onRemove }: TemplateFieldsProps) {
  const t = useText(operationFormTexts)
  const grant = grants.find((g) => g.id === draft.grant)
  const resource = useResource(grant?.resource)
  const items = (resource.data?.content.items ?? []).filter((i) => grant?.terms.items.includes(i.name))
  const clear = items.filter((i) => grant?.terms.masks[i.name] === undefined)
  const change = (part: Partial<TemplateDraft>) => onChange({ ...draft, ...part })
  const part = { at: fieldId(`templates.${index}`), draft, errors, onChange: change }
  return (
    <fieldset className="card operation-template">
      <legend>{t('template.nth', { n: index + 1 })}</legend>
      <NameFields {...part} items={items} grants={grants} />
      <MeasureFields {...part} items={clear} />
      <GroupFields {...part} items={items} />
      <h3>{t('where')}</h3>
      <RowsEditor
        id={`${part.at}.where`}
        items={clear}
        rows={draft.where}
        errors={errors}
        onChange={(where) => change({ where })}
      />
      <ChoiceFields {...part} items={clear} />
      <ProtectionFields {...part} items={items} />
      {onRemove !== undefined && (
        <Button kind="danger" className="start" onClick={onRemove}>
          {t('template.remove', { n: index + 1 })}
        </Button>
      )}
    </fieldset>
  )
}

function NameFields({ at, draft, errors, grants, onChange }: PartProps & { grants: readonly GrantView[] }) {
  const t = useText(operationFormTexts)
  const orgName = useOrgName()
  const options = grants.map((g) => ({
    value: g.id,
    label: t('grant.option', {
      resource: g.resourceName,
      provider: orgName(g.provider),
      until: g.terms.until,
    }),
  }))
  const isGone = draft.grant !== '' && !grants.some((g) => g.id === draft.grant)
  return (
    <div className="form-grid">
      <TextField
        id={`${at}.title`}
        label={t('title')}
        maxLength={200}
        value={draft.title}
        errors={errors}
        onChange={(e) => onChange({ title: e.target.value })}
      />
      <TextField
        id={`${at}.id`}
        label={t('id')}
        hint={t('id.hint')}
        maxLength={40}
        value={draft.id}
        errors={errors}
        onChange={(e) => onChange({ id: e.target.value })}
      />
      <SelectField
        id={`${at}.grant`}
        label={t('grant')}
        empty={t('choose')}
        options={isGone ? [{ value: draft.grant, label: t('grant.gone') }, ...options] : options}
        value={draft.grant}
        errors={errors}
        onChange={(grant) => onChange({ grant, item: '', groupBy: [], where: [], parameters: [] })}
      />
    </div>
  )
}

const kinds = ['count', 'sum', 'mean'] as const

function MeasureFields({ at, draft, items, errors, onChange }: PartProps) {
  const t = useText(operationFormTexts)
  const numbers = items.filter((i) => i.type === 'integer' || i.type === 'decimal')
  return (
    <div className="form-grid">
      <SelectField
        id={`${at}.kind`}
        label={t('measure')}
        options={kinds.map((kind) => ({ value: kind, label: t(`measure.${kind}`) }))}
        value={draft.kind}
        errors={errors}
        onChange={(kind) => onChange({ kind: kind as TemplateDraft['kind'] })}
      />
      {draft.kind !== 'count' && (
        <>
          <SelectField
            id={`${at}.item`}
            label={t('measure.item')}
            empty={t('choose')}
            options={numbers.map((i) => ({ value: i.name, label: i.title }))}
            value={draft.item}
            errors={errors}
            onChange={(item) => onChange({ item })}
          />
          {(['lower', 'upper'] as const).map((bound) => (
            <TextField
              key={bound}
              id={`${at}.${bound}`}
              label={t(bound)}
              type="number"
              step="any"
              value={draft[bound]}
              errors={errors}
              onChange={(e) => onChange({ [bound]: e.target.value })}
            />
          ))}
        </>
      )}
    </div>
  )
}

const protections = ['min-group', 'noise'] as const

function ProtectionFields({ at, draft, errors, onChange }: PartProps) {
  const t = useText(operationFormTexts)
  return (
    <>
      <div className="form-grid">
        <SelectField
          id={`${at}.protection`}
          label={t('protection')}
          options={protections.map((kind) => ({ value: kind, label: t(`protection.${kind}`) }))}
          value={draft.protection}
          errors={errors}
          onChange={(kind) => onChange({ protection: kind as TemplateDraft['protection'] })}
        />
        {draft.protection === 'min-group' ? (
          <TextField
            id={`${at}.least`}
            label={t('least')}
            type="number"
            min={3}
            value={draft.least}
            errors={errors}
            onChange={(e) => onChange({ least: e.target.value })}
          />
        ) : (
          <TextField
            id={`${at}.epsilon`}
            label={t('epsilon')}
            type="number"
            min={0.001}
            max={5}
            step={0.001}
            value={draft.epsilon}
            errors={errors}
            onChange={(e) => onChange({ epsilon: e.target.value })}
          />
        )}
      </div>
      <label>
        <input
          type="checkbox"
          checked={draft.review}
          onChange={(e) => onChange({ review: e.target.checked })}
        />{' '}
        {t('review')}
      </label>
    </>
  )
}

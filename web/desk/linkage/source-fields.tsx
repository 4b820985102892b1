import type { Item } from '#modules/catalogue/contract'
import type { LinkageKind, Source } from '#modules/linkage/contract'
import type { GrantView } from '#modules/sharing/contract'
import { Button } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { fieldId } from './draft.ts'
import { fieldLabel, fieldsOf } from './fields.ts'
import { SelectField } from './select-field.tsx'

interface SourceFieldsProps {
  readonly index: number
  readonly kind: LinkageKind
  readonly source: Source
  /** Active ones. */
  readonly grants: readonly GrantView[]
  readonly items: readonly Item[]
  readonly errors: readonly FieldError[]
  readonly onChange: (source: Source) => void
  readonly onRemove: (() => void) | undefined
}

/** One source: the grant, the item that names a record, and which item is which field. */
export function SourceFields({ index, kind, source, grants, errors, onChange, ...more }: SourceFieldsProps) {
  const t = useText(linkageTexts)
  const orgName = useOrgName()
  const grant = grants.find((g) => g.id === source.grant)
  const id = (path: string) => fieldId(`sources.${index}.${path}`)
  const isGone = source.grant !== '' && grant === undefined
  const options = grants.map((g) => ({
    value: g.id,
    label: t('grant.option', {
      resource: g.resourceName,
      provider: orgName(g.provider),
      until: g.terms.until,
    }),
  }))
  return (
    <fieldset className="card linkage-source">
      <legend>{t('source', { n: index + 1 })}</legend>
      <SelectField
        id={id('grant')}
        label={t('grant')}
        empty={isGone ? t('grant.gone') : t('grant.choose')}
        options={options}
        value={isGone ? '' : source.grant}
        errors={errors}
        onChange={(chosen) => onChange({ grant: chosen, id: '', fields: {} })}
      />
      {grant !== undefined && (
        <ItemFields
          grant={grant}
          kind={kind}
          source={source}
          errors={errors}
          id={id}
          onChange={onChange}
          items={more.items}
        />
      )}
      {more.onRemove !== undefined && (
        <Button className="start" onClick={more.onRemove}>
          {t('source.remove', { n: index + 1 })}
        </Button>
      )}
    </fieldset>
  )
}

interface ItemFieldsProps
  extends Pick<SourceFieldsProps, 'kind' | 'source' | 'errors' | 'onChange' | 'items'> {
  readonly grant: GrantView
  readonly id: (path: string) => string
}

function ItemFields({ grant, kind, source, items, errors, id, onChange }: ItemFieldsProps) {
  const t = useText(linkageTexts)
  const f = useText(linkageFieldTexts)
  const options = grant.terms.items
    .filter((name) => grant.terms.masks[name] === undefined)
    .map((name) => ({ value: name, label: items.find((i) => i.name === name)?.title ?? name }))
  const setField = (field: string, item: string) => {
    const { [field]: _, ...rest } = source.fields
    onChange({ ...source, fields: item === '' ? rest : { ...rest, [field]: item } })
  }
  return (
    <>
      <SelectField
        id={id('id')}
        label={t('record-id')}
        hint={t('record-id.hint')}
        empty={t('grant.choose')}
        options={options}
        value={source.id}
        errors={errors}
        onChange={(item) => onChange({ ...source, id: item })}
      />
      <div className="form-grid">
        {fieldsOf[kind].map((field) => (
          <SelectField
            key={field}
            id={id(`fields.${field}`)}
            label={fieldLabel(f, kind, field)}
            empty={t('field.unused')}
            options={options}
            value={source.fields[field] ?? ''}
            errors={errors}
            onChange={(item) => setField(field, item)}
          />
        ))}
      </div>
    </>
  )
}

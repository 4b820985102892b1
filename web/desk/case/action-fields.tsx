import { useId } from 'react'
import { precedentScopes } from '#kernel/cases/define'
import { cityField, instantOfField } from '../../ui/city-time.ts'
import { TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { urgencyLabels, useLabel } from '../../ui/labels.ts'
import { CategoryField } from '../fields/category-field.tsx'
import { FileField } from '../fields/file-field.tsx'
import { MainCaseField } from '../fields/main-case-field.tsx'
import { OfficerField } from '../fields/officer-field.tsx'
import { OrgField, OrgsField } from '../fields/org-field.tsx'
import { formTexts } from '../messages/forms.ts'
import type { Field, FormValues } from './forms.ts'

interface ActionFieldsProps {
  readonly fields: readonly Field[]
  readonly values: FormValues
  readonly onChange: (values: FormValues) => void
  readonly idPrefix: string
  /** Lead organization of the case, whose officers can be named. */
  readonly lead?: string | null
  /** The case that the form is about; absent where it is about many. */
  readonly caseId?: string
}

/** Draws a form from its data; the first field takes the focus. */
export function ActionFields({
  fields,
  values,
  onChange,
  idPrefix,
  lead = null,
  caseId = '',
}: ActionFieldsProps) {
  return (
    <div className="action-fields">
      {fields.map((field, i) => (
        <OneField
          key={field.name}
          field={field}
          id={`${idPrefix}-${field.name}`}
          value={values[field.name]}
          isFirst={i === 0}
          lead={lead}
          caseId={caseId}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </div>
  )
}

interface OneFieldProps {
  readonly field: Field
  readonly id: string
  readonly value: FormValues[string]
  readonly isFirst: boolean
  readonly lead: string | null
  readonly caseId: string
  readonly onChange: (value: FormValues[string]) => void
}

function OneField(props: OneFieldProps) {
  const { field, id, value, isFirst, onChange } = props
  const t = useText(formTexts)
  const label = t(field.label)
  const text = typeof value === 'string' ? value : undefined
  const list = Array.isArray(value) ? (value as readonly string[]) : []
  switch (field.kind) {
    case 'text':
      return (
        <TextArea
          id={id}
          label={label}
          rows={field.rows}
          maxLength={field.max}
          value={text ?? ''}
          autoFocus={isFirst}
          hint={field.isOptional === true ? t('optional') : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
      return (
        <TextField
          id={id}
          label={label}
          type="number"
          min={field.min}
          max={field.max}
          autoFocus={isFirst}
          value={String(value ?? field.first)}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )
    case 'time':
      return <TimeField id={id} label={label} value={text} onChange={onChange} />
    case 'org':
      return <OrgField id={id} label={label} value={text} onChange={onChange} autoFocus={isFirst} />
    case 'orgs':
      return <OrgsField id={id} label={label} value={list} onChange={onChange} autoFocus={isFirst} />
    case 'category':
      return <CategoryField id={id} label={label} value={text} onChange={onChange} autoFocus={isFirst} />
    case 'assignee':
    case 'data-assignee':
      return (
        <OfficerField
          id={id}
          label={label}
          org={props.lead}
          as={field.kind === 'assignee' ? 'handler' : 'data-post'}
          value={text}
          onChange={onChange}
          autoFocus={isFirst}
        />
      )
    case 'case':
      return <MainCaseField id={id} label={label} caseId={props.caseId} value={text} onChange={onChange} />
    case 'files':
      return <FileField id={id} label={label} value={list} onChange={onChange} />
    default:
      return <ChoiceField {...props} />
  }
}

function TimeField(props: {
  readonly id: string
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}) {
  const { id, label, value, onChange } = props
  return (
    <TextField
      id={id}
      label={label}
      type="datetime-local"
      value={value === undefined ? '' : cityField(value)}
      onChange={(event) => onChange(instantOfField(event.target.value))}
    />
  )
}

/** Few choices, all in sight: native radios move with the arrow keys. */
function ChoiceField({ field, value, isFirst, onChange }: OneFieldProps) {
  const t = useText(formTexts)
  const name = useId()
  const choices = useChoices(field)
  return (
    <fieldset className="choice-row">
      <legend>{t(field.label)}</legend>
      {choices.map((choice, i) => (
        <label key={String(choice.value)}>
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            // biome-ignore lint/a11y/noAutofocus: the form opens because the person asked for it.
            autoFocus={isFirst && i === 0}
            onChange={() => onChange(choice.value)}
          />{' '}
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}

function useChoices(field: Field): readonly { value: string | number | boolean; label: string }[] {
  const t = useText(formTexts)
  const label = useLabel()
  if (field.kind === 'choice') return field.choices.map((c) => ({ value: c.value, label: t(c.label) }))
  if (field.kind === 'yes-no')
    return [
      { value: true, label: t(field.yes) },
      { value: false, label: t(field.no) },
    ]
  if (field.kind === 'precedent')
    return precedentScopes.map((scope) => ({ value: scope, label: t(`precedent.${scope}`) }))
  if (field.kind === 'score') return [1, 2, 3, 4, 5].map((score) => ({ value: score, label: String(score) }))
  return Object.keys(urgencyLabels).map((code) => ({ value: code, label: label(urgencyLabels, code) }))
}

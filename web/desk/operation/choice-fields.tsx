import type { Item } from '#modules/catalogue/contract'
import type { Parameter } from '#modules/operation/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { operationFormTexts } from '../messages/operation-form.ts'
import { Places } from '../sharing/rows-editor.tsx'
import type { PartProps } from './template-fields.tsx'

/** Most choices of one question (contract). */
const most = 5

/** What whoever asks may choose, and the values there are. */
export function ChoiceFields({ at, draft, items, errors, onChange }: PartProps) {
  const t = useText(operationFormTexts)
  const { parameters } = draft
  const free = items.filter((i) => !parameters.some((p) => p.item === i.name))
  const [first] = free
  return (
    <>
      <h3>{t('choices')}</h3>
      {parameters.length === 0 && <p className="field-hint">{t('choices.none')}</p>}
      {parameters.map((p, n) => (
        <OneChoice
          key={p.item}
          id={`${at}.parameters.${n}`}
          p={p}
          items={items.filter((i) => i.name === p.item || free.includes(i))}
          errors={errors}
          onChange={(next) => onChange({ parameters: parameters.map((x) => (x === p ? next : x)) })}
          onRemove={() => onChange({ parameters: parameters.filter((x) => x !== p) })}
        />
      ))}
      {parameters.length < most && (
        <Button
          className="start"
          disabled={first === undefined}
          onClick={() => first !== undefined && onChange({ parameters: [...parameters, choiceOf(first)] })}
        >
          {t('choice.add')}
        </Button>
      )}
    </>
  )
}

interface OneChoiceProps {
  readonly id: string
  readonly p: Parameter
  /** Items that this choice may be of. */
  readonly items: readonly Item[]
  readonly errors: readonly FieldError[]
  readonly onChange: (p: Parameter) => void
  readonly onRemove: () => void
}

function OneChoice({ id, p, items, errors, onChange, onRemove }: OneChoiceProps) {
  const t = useText(operationFormTexts)
  return (
    <div className="operation-row">
      <SelectField
        id={id}
        label={t('choice.item')}
        options={items.map((i) => ({ value: i.name, label: i.title }))}
        value={p.item}
        errors={errors}
        onChange={(name) => {
          const item = items.find((i) => i.name === name)
          if (item !== undefined) onChange(choiceOf(item))
        }}
      />
      {p.op === 'within' ? (
        <Places c={p} onChange={({ values }) => onChange({ ...p, values })} />
      ) : (
        <TextArea
          id={`${id}.values`}
          label={t('choice.values')}
          rows={3}
          value={p.values.join('\n')}
          onChange={(e) => onChange({ ...p, values: linesOf(e.target.value) })}
        />
      )}
      <Button kind="quiet" onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  )
}

/** A closed list offers all of its values at first. */
function choiceOf(item: Item): Parameter {
  if (item.type === 'place') return { item: item.name, op: 'within', values: [] }
  return { item: item.name, op: '=', values: item.type === 'boolean' ? ['true', 'false'] : [...item.values] }
}

/** Lines as they are typed: the last one may be empty for the moment. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

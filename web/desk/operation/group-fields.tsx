import type { Item } from '#modules/catalogue/contract'
import type { Grouping } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { operationFormTexts } from '../messages/operation-form.ts'
import type { PartProps } from './template-fields.tsx'

/** Most groups of one question (contract). */
const most = 3

/** What an answer is parted by, each way with the item that it fits. */
export function GroupFields({ at, draft, items, errors, onChange }: PartProps) {
  const t = useText(operationFormTexts)
  const { groupBy } = draft
  const options = items.flatMap((item) =>
    waysOf(item).map((by) => ({
      value: `${item.name} ${by}`,
      label: t(`by.${by}`, { item: item.title }),
    })),
  )
  const parsed = (text: string): Grouping => {
    const [item = '', by = 'value'] = text.split(' ')
    return { item, by: by as Grouping['by'] }
  }
  const first = options[0]?.value
  return (
    <>
      <h3>{t('groups')}</h3>
      {groupBy.length === 0 && <p className="field-hint">{t('groups.none')}</p>}
      {groupBy.map((g, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place alone.
        <div key={n} className="operation-row">
          <SelectField
            id={`${at}.groupBy.${n}`}
            label={t('group.nth', { n: n + 1 })}
            options={options}
            value={`${g.item} ${g.by}`}
            errors={errors}
            onChange={(text) => onChange({ groupBy: groupBy.map((x, i) => (i === n ? parsed(text) : x)) })}
          />
          <Button kind="quiet" onClick={() => onChange({ groupBy: groupBy.filter((_, i) => i !== n) })}>
            {t('remove')}
          </Button>
        </div>
      ))}
      {groupBy.length < most && (
        <Button
          className="start"
          disabled={first === undefined}
          onClick={() => first !== undefined && onChange({ groupBy: [...groupBy, parsed(first)] })}
        >
          {t('group.add')}
        </Button>
      )}
    </>
  )
}

/** A place is parted by its levels, a time by its year, everything by its value. */
function waysOf(item: Item): Grouping['by'][] {
  if (item.type === 'place') return ['county', 'township']
  return item.type === 'date' || item.type === 'time' ? ['year', 'value'] : ['value']
}

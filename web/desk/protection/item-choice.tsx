import { useText } from '../../ui/i18n.tsx'
import { useResource } from '../catalogue/api.ts'
import { assessmentTexts } from '../messages/protection-assessments.ts'

interface ItemChoiceProps {
  readonly resource: string
  readonly chosen: readonly string[]
  readonly onChange: (items: string[]) => void
}

/** Items of a resource; those that are known to be personal come first. */
export function ItemChoice({ resource, chosen, onChange }: ItemChoiceProps) {
  const t = useText(assessmentTexts)
  const found = useResource(resource)
  const items = (found.data?.content.items ?? []).toSorted(
    (a, b) => Number(a.personal === null) - Number(b.personal === null),
  )
  return (
    <fieldset className="choices choices-grid">
      <legend>{t('items')}</legend>
      {items.map((i) => (
        <label key={i.name} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(i.name)}
            onChange={(e) =>
              onChange(e.target.checked ? [...chosen, i.name] : chosen.filter((name) => name !== i.name))
            }
          />
          {i.title}
          {i.personal !== null && ' ◆'}
        </label>
      ))}
    </fieldset>
  )
}

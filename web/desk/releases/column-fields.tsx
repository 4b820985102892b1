import {
  type ColumnRole,
  columnRoles,
  type Diversity,
  type ReleaseColumn,
  type ReleaseProposal,
} from '#modules/releases/contract'
import { errorOf } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { releaseWords } from '../../ui/messages/releases.ts'
import { SelectField } from '../linkage/select-field.tsx'
import { releaseFormTexts } from '../messages/releases-form.ts'
import { fieldId } from './draft.ts'
import type { PlanFieldsProps } from './form.tsx'
import { HierarchyField } from './hierarchy-field.tsx'

type ProposedItem = ReleaseProposal['items'][number]

/** A card an item: what becomes of it, why that is proposed, and how. */
export function ColumnFields({ draft, errors, proposal, onChange }: PlanFieldsProps) {
  const t = useText(releaseFormTexts)
  const set = (n: number, column: ReleaseColumn) =>
    onChange({ columns: draft.columns.map((c, at) => (at === n ? column : c)) })
  const wrong = errorOf(errors, fieldId('columns'))
  return (
    <section className="card" id={fieldId('columns')} tabIndex={-1} aria-label={t('form.columns')}>
      <h2>{t('form.columns')}</h2>
      <p className="muted">{t('form.columns.hint')}</p>
      {wrong !== undefined && <p className="field-error">{wrong}</p>}
      {draft.columns.map((c, n) => {
        const item = proposal.items.find((i) => i.name === c.item)
        if (item === undefined) return null
        return (
          <OneColumn
            key={c.item}
            id={fieldId(`columns.${n}`)}
            item={item}
            column={c}
            proposal={proposal}
            error={errorOf(errors, fieldId(`columns.${n}`))}
            onChange={(column) => set(n, column)}
          />
        )
      })}
    </section>
  )
}

interface OneColumnProps {
  readonly id: string
  readonly item: ProposedItem
  readonly column: ReleaseColumn
  readonly proposal: ReleaseProposal
  readonly error: string | undefined
  readonly onChange: (column: ReleaseColumn) => void
}

function OneColumn({ id, item, column, proposal, error, onChange }: OneColumnProps) {
  const t = useText(releaseFormTexts)
  const words = useText(releaseWords)
  const why = useText(releaseFormTexts as Record<string, { zh: string; en: string }>)
  const proposed = proposal.columns.find((c) => c.column.item === item.name)
  const hierarchies = proposal.hierarchies[item.name] ?? []
  return (
    <fieldset id={id} tabIndex={-1} className="release-item" data-invalid={error !== undefined}>
      <legend>{item.title}</legend>
      {proposed !== undefined && <p className="field-hint">{why(`why.${proposed.why}`)}</p>}
      {error !== undefined && <p className="field-error">{error}</p>}
      <div className="release-item-fields">
        <SelectField
          id={`${id}-role`}
          label={t('form.role', { item: item.title })}
          options={columnRoles.map((role) => ({ value: role, label: words(`role.${role}`) }))}
          value={column.role}
          onChange={(role) =>
            onChange(withRole(item.name, role as ColumnRole, proposed?.column, hierarchies[0]))
          }
        />
        {column.role === 'quasi' && (
          <HierarchyField
            id={id}
            item={item}
            column={column}
            resource={proposal.resource}
            offered={hierarchies}
            onChange={onChange}
          />
        )}
        {column.role === 'sensitive' && (
          <DiversityFields
            id={id}
            title={item.title}
            value={column.diversity}
            onChange={(diversity) => onChange({ ...column, diversity })}
          />
        )}
      </div>
    </fieldset>
  )
}

function withRole(
  item: string,
  role: ColumnRole,
  proposed: ReleaseColumn | undefined,
  hierarchy: Extract<ReleaseColumn, { role: 'quasi' }>['hierarchy'] | undefined,
): ReleaseColumn {
  if (proposed?.role === role) return proposed
  if (role === 'quasi') return { role, item, hierarchy: hierarchy ?? { kind: 'whole' }, least: 0 }
  if (role === 'sensitive') return { role, item, diversity: { kind: 'distinct', l: 2 } }
  return { role, item }
}

const firsts: Readonly<Record<Diversity['kind'], Diversity>> = {
  distinct: { kind: 'distinct', l: 2 },
  entropy: { kind: 'entropy', l: 2 },
  recursive: { kind: 'recursive', l: 2, c: 2 },
  closeness: { kind: 'closeness', t: 0.2 },
}

interface DiversityProps {
  readonly id: string
  readonly title: string
  readonly value: Diversity
  readonly onChange: (d: Diversity) => void
}

function DiversityFields({ id, title, value, onChange }: DiversityProps) {
  const t = useText(releaseFormTexts)
  const number = (name: 'l' | 'c' | 't', given: number) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{t(`form.${name}`, { item: title })}</label>
      <input
        id={`${id}-${name}`}
        className="input"
        type="number"
        step="any"
        value={given}
        onChange={(e) => onChange({ ...value, [name]: Number(e.target.value) } as Diversity)}
      />
    </div>
  )
  return (
    <>
      <SelectField
        id={`${id}-diversity`}
        label={t('form.diversity', { item: title })}
        options={Object.keys(firsts).map((kind) => ({
          value: kind,
          label: t(`diversity.${kind as Diversity['kind']}`),
        }))}
        value={value.kind}
        onChange={(kind) => onChange(firsts[kind as Diversity['kind']])}
      />
      {value.kind === 'closeness' ? number('t', value.t) : number('l', value.l)}
      {value.kind === 'recursive' && number('c', value.c)}
    </>
  )
}

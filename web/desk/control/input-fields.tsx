import type { Binding, ModelInput, ResourceBinding } from '#modules/control/contract'
import { rowMeasures, valueTypes } from '#modules/control/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useResource } from '../catalogue/api.ts'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlModelTexts } from '../messages/control-models.ts'
import { controlTraceTexts } from '../messages/control-trace.ts'
import { useGrants } from '../sharing/api.ts'
import { useCounts } from './api.ts'
import type { PartProps } from './model-form.tsx'

const most = 20

/** What the table reads: rows of a resource, or a count of the platform. */
export function InputFields({ owner, content, onChange }: PartProps & { owner: string }) {
  const t = useText(controlModelTexts)
  const { inputs } = content
  const add = () => {
    const binding: Binding = { kind: 'count', source: 'findings', months: 12 }
    const name = `input${inputs.length + 1}`
    onChange({ inputs: [...inputs, { name, title: '', type: 'number', unit: '', whole: true, binding }] })
  }
  return (
    <section className="card control-form" aria-labelledby="model-inputs">
      <h2 id="model-inputs">{t('inputs')}</h2>
      {inputs.map((input, n) => (
        <OneInput
          // biome-ignore lint/suspicious/noArrayIndexKey: the code of an input changes while it is typed.
          key={n}
          at={`input-${n}`}
          owner={owner}
          kind={content.kind}
          input={input}
          onChange={(next) => onChange({ inputs: inputs.map((x, i) => (i === n ? next : x)) })}
          onRemove={
            inputs.length === 1 ? undefined : () => onChange({ inputs: inputs.filter((_, i) => i !== n) })
          }
        />
      ))}
      {inputs.length < most && (
        <Button className="start" onClick={add}>
          {t('input.add')}
        </Button>
      )}
    </section>
  )
}

interface OneInputProps {
  readonly at: string
  readonly owner: string
  readonly kind: string
  readonly input: ModelInput
  readonly onChange: (input: ModelInput) => void
  readonly onRemove: (() => void) | undefined
}

const freshRows: ResourceBinding = {
  kind: 'rows',
  resource: '',
  grant: null,
  match: '',
  measure: 'value',
  where: [],
}

function OneInput({ at, owner, kind, input, onChange, onRemove }: OneInputProps) {
  const t = useText(controlModelTexts)
  const { binding } = input
  const bind = (next: Binding) => onChange({ ...input, binding: next })
  return (
    <fieldset className="control-form">
      <legend>{input.title === '' ? input.name : input.title}</legend>
      <div className="control-line">
        <TextField
          id={`${at}-name`}
          label={t('input.name')}
          maxLength={41}
          value={input.name}
          onChange={(e) => onChange({ ...input, name: e.target.value })}
        />
        <TextField
          id={`${at}-title`}
          label={t('input.title')}
          maxLength={60}
          value={input.title}
          onChange={(e) => onChange({ ...input, title: e.target.value })}
        />
        <SelectField
          id={`${at}-type`}
          label={t('input.type')}
          options={valueTypes.map((v) => ({ value: v, label: t(`type.${v}`) }))}
          value={input.type}
          onChange={(type) => onChange({ ...input, type: type as ModelInput['type'] })}
        />
        <TextField
          id={`${at}-unit`}
          label={t('input.unit')}
          maxLength={20}
          value={input.unit}
          onChange={(e) => onChange({ ...input, unit: e.target.value })}
        />
        <SelectField
          id={`${at}-from`}
          label={t('input.from')}
          options={(['rows', 'count'] as const).map((k) => ({ value: k, label: t(`from.${k}`) }))}
          value={binding.kind}
          onChange={(k) => bind(k === 'rows' ? freshRows : { kind: 'count', source: 'findings', months: 12 })}
        />
      </div>
      {binding.kind === 'count' ? (
        <CountFields at={at} kind={kind} binding={binding} onChange={bind} />
      ) : (
        <RowsBinding at={at} owner={owner} binding={binding} onChange={bind} />
      )}
      {onRemove !== undefined && (
        <Button kind="quiet" className="start" onClick={onRemove}>
          {t('remove')}
        </Button>
      )}
    </fieldset>
  )
}

interface BindingProps<B> {
  readonly at: string
  readonly binding: B
  readonly onChange: (binding: Binding) => void
}

function CountFields({
  at,
  kind,
  binding,
  onChange,
}: BindingProps<Extract<Binding, { kind: 'count' }>> & { kind: string }) {
  const t = useText(controlModelTexts)
  const { locale } = useLanguage()
  const counts = useCounts()
  const fitting = counts.data?.rows.filter((c) => c.kinds.some((k) => k === kind)) ?? []
  return (
    <div className="control-line">
      <SelectField
        id={`${at}-source`}
        label={t('source')}
        options={fitting.map((c) => ({ value: c.source, label: c[locale] }))}
        value={binding.source}
        onChange={(source) => onChange({ ...binding, source })}
      />
      <TextField
        id={`${at}-months`}
        label={t('months')}
        type="number"
        min={1}
        max={60}
        value={binding.months}
        onChange={(e) => onChange({ ...binding, months: Number(e.target.value) })}
      />
    </div>
  )
}

function RowsBinding({ at, owner, binding, onChange }: BindingProps<ResourceBinding> & { owner: string }) {
  const t = useText(controlModelTexts)
  const trace = useText(controlTraceTexts)
  const resource = useResource(binding.resource === '' ? undefined : binding.resource)
  const items = resource.data?.content.items.map((i) => ({ value: i.name, label: i.title })) ?? []
  const isForeign = resource.data !== undefined && resource.data.provider !== owner
  const set = (part: Partial<ResourceBinding>) => onChange({ ...binding, ...part })
  return (
    <div className="control-line">
      <ResourceField
        label={t('resource')}
        without=""
        value={binding.resource === '' ? undefined : binding.resource}
        onChange={(id) => onChange({ ...freshRows, resource: id ?? '' })}
      />
      {isForeign && <GrantField at={at} owner={owner} binding={binding} onChange={onChange} />}
      <SelectField
        id={`${at}-match`}
        label={t('match')}
        empty={t('resource.choose')}
        options={items}
        value={binding.match}
        onChange={(match) => set({ match })}
      />
      <SelectField
        id={`${at}-measure`}
        label={t('measure')}
        options={rowMeasures.map((m) => ({ value: m, label: trace(`measure.${m}`) }))}
        value={binding.measure}
        onChange={(measure) => set({ measure: measure as ResourceBinding['measure'] })}
      />
      {binding.measure !== 'count' && (
        <SelectField
          id={`${at}-item`}
          label={t('item')}
          empty={t('resource.choose')}
          options={items}
          value={binding.item ?? ''}
          onChange={(item) => set({ item })}
        />
      )}
      <SelectField
        id={`${at}-time`}
        label={t('time-item')}
        empty="—"
        options={items}
        value={binding.timeItem ?? ''}
        onChange={(item) => {
          const { timeItem: _, months: __, ...rest } = binding
          onChange(item === '' ? rest : { ...rest, timeItem: item, months: binding.months ?? 12 })
        }}
      />
      {binding.timeItem !== undefined && (
        <TextField
          id={`${at}-back`}
          label={t('months')}
          type="number"
          min={1}
          max={60}
          value={binding.months ?? 12}
          onChange={(e) => set({ months: Number(e.target.value) })}
        />
      )}
    </div>
  )
}

function GrantField({ at, owner, binding, onChange }: BindingProps<ResourceBinding> & { owner: string }) {
  const t = useText(controlModelTexts)
  const grants = useGrants(
    { consumer: owner, resource: binding.resource, limit: 200 },
    binding.resource !== '',
  )
  const usable = grants.data?.rows.filter((g) => g.state === 'active') ?? []
  return (
    <SelectField
      id={`${at}-grant`}
      label={t('grant')}
      empty={t('resource.choose')}
      options={usable.map((g) => ({ value: g.id, label: `${g.resourceName} ${g.terms.until}` }))}
      value={binding.grant ?? ''}
      onChange={(grant) => onChange({ ...binding, grant: grant === '' ? null : grant })}
    />
  )
}

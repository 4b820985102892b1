import { type CareGroup, careLevels } from '#modules/control/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { careGroupTexts } from '../messages/care-groups.ts'

interface CardProps {
  readonly n: number
  readonly group: CareGroup
  readonly may: boolean
  /** Not saved yet: its code may be written, and it may be taken away again. */
  readonly isNew: boolean
  readonly onChange: (group: CareGroup) => void
  readonly onRemove: () => void
}

/** One group, to read or to change. */
export function GroupCard(props: CardProps) {
  const { group, may, isNew, n } = props
  const t = useText(careGroupTexts)
  const { locale } = useLanguage()
  const name = group[locale] === '' ? t('new') : group[locale]
  return (
    <section className="card" aria-label={`${n + 1}. ${name}`}>
      <h2>
        {name} {!group.active && <span className="tag tag-quiet">{t('active.no')}</span>}
      </h2>
      {may ? <GroupFields {...props} /> : <GroupFacts group={group} />}
      {may && isNew && (
        <Button kind="quiet" onClick={props.onRemove}>
          {t('remove')}
        </Button>
      )}
    </section>
  )
}

function GroupFacts({ group }: { group: CareGroup }) {
  const t = useText(careGroupTexts)
  return (
    <dl className="control-facts">
      <dt>{t('law')}</dt>
      <dd>{group.legalBasis}</dd>
      <dt>{t('days')}</dt>
      <dd>{careLevels.map((l) => `${t(`days.${l}`)} ${group.visitDays[l]}`).join(' · ')}</dd>
    </dl>
  )
}

function GroupFields({ n, group, isNew, onChange }: CardProps) {
  const t = useText(careGroupTexts)
  const set = (part: Partial<CareGroup>) => onChange({ ...group, ...part })
  return (
    <>
      <div className="form-grid">
        {(['zh', 'en'] as const).map((name) => (
          <TextField
            key={name}
            id={`group-${n}-${name}`}
            label={t(name)}
            maxLength={60}
            value={group[name]}
            onChange={(e) => set({ [name]: e.target.value })}
          />
        ))}
        {isNew && (
          <TextField
            id={`group-${n}-code`}
            label={t('code')}
            hint={t('code.hint')}
            maxLength={41}
            value={group.code}
            onChange={(e) => set({ code: e.target.value })}
          />
        )}
        <ResourceField
          label={t('resource')}
          without=""
          value={group.resource ?? undefined}
          onChange={(resource) => set({ resource: resource ?? null })}
        />
      </div>
      <TextArea
        id={`group-${n}-law`}
        label={t('law')}
        rows={2}
        maxLength={500}
        value={group.legalBasis}
        onChange={(e) => set({ legalBasis: e.target.value })}
      />
      <fieldset className="page-filters care-days">
        <legend>{t('days')}</legend>
        {careLevels.map((level) => (
          <TextField
            key={level}
            id={`group-${n}-days-${level}`}
            label={t(`days.${level}`)}
            type="number"
            min={1}
            max={365}
            value={String(group.visitDays[level])}
            onChange={(e) =>
              set({ visitDays: { ...group.visitDays, [level]: daysOf(e.target.valueAsNumber) } })
            }
          />
        ))}
      </fieldset>
      <label>
        <input type="checkbox" checked={group.active} onChange={(e) => set({ active: e.target.checked })} />{' '}
        {t('active')} <span className="muted">{t('active.hint')}</span>
      </label>
    </>
  )
}

const daysOf = (entered: number) => Math.min(365, Math.max(1, Math.round(entered || 1)))

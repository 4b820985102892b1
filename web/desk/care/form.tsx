import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type CareLevel, careLevels } from '#modules/control/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { careTexts } from '../messages/care.ts'
import { useCareGroups, useCareWrite } from './api.ts'

interface Draft {
  readonly group: string
  readonly level: CareLevel
  readonly name: string
  readonly phone: string
  readonly guardianPhone: string
  readonly place: string | undefined
  readonly owner: string
  readonly purpose: string
  readonly reason: string
  readonly kind: 'consent' | 'duty'
  readonly by: 'person' | 'guardian'
  readonly how: string
  readonly on: string
  readonly law: string
}

const fresh: Draft = {
  group: '',
  level: '1',
  name: '',
  phone: '',
  guardianPhone: '',
  place: undefined,
  owner: 'gxq.civil',
  purpose: '',
  reason: '',
  kind: 'consent',
  by: 'person',
  how: '',
  on: '',
  law: '',
}

/** Proposes a care level. What is missing the server names; a person of the civil affairs office confirms it. */
export function CareForm() {
  const t = useText(careTexts)
  const { locale } = useLanguage()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const groups = useCareGroups()
  const [draft, setDraft] = useState(fresh)
  const save = useCareWrite('')
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const group = groups.data?.groups.rows.find((g) => g.code === draft.group)
  const ready = draft.group !== '' && draft.name.trim().length >= 2 && draft.place !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready || save.isPending) return
    save.mutate(inputOf(draft, group?.legalBasis ?? ''), {
      onSuccess: ({ id }) => void navigate({ to: '/care', search: { care: id } }),
    })
  }
  return (
    <form className="card control-form narrow-form" onSubmit={submit} noValidate>
      <PageTitle title={t('add')} />
      <SelectField
        id="care-new-group"
        label={t('group')}
        {...(group === undefined ? {} : { hint: group.legalBasis })}
        empty="—"
        options={(groups.data?.groups.rows ?? [])
          .filter((g) => g.active)
          .map((g) => ({ value: g.code, label: g[locale] }))}
        value={draft.group}
        onChange={(code) => set({ group: code })}
      />
      <PersonFields draft={draft} onChange={set} />
      <PlaceField label={t('place')} value={draft.place} onChange={(place) => set({ place })} />
      <OrgField label={t('owner')} value={draft.owner} onChange={(owner) => set({ owner: owner ?? '' })} />
      <SelectField
        id="care-new-level"
        label={t('level')}
        options={careLevels.map((l) => ({ value: l, label: t(`level.${l}`) }))}
        value={draft.level}
        onChange={(level) => set({ level: level as CareLevel })}
      />
      <TextArea
        id="care-new-reason"
        label={t('reason')}
        rows={2}
        maxLength={1000}
        value={draft.reason}
        onChange={(e) => set({ reason: e.target.value })}
      />
      <TextArea
        id="care-new-purpose"
        label={t('purpose')}
        hint={t('purpose.hint')}
        rows={2}
        maxLength={500}
        value={draft.purpose}
        onChange={(e) => set({ purpose: e.target.value })}
      />
      <GroundFields draft={draft} onChange={set} />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!ready}>
          {t('send')}
        </Button>
        <Button kind="quiet" onClick={() => void navigate({ to: '/care', search: {} })}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

function PersonFields({ draft, onChange }: PartProps) {
  const t = useText(careTexts)
  return (
    <>
      <TextField
        id="care-new-name"
        label={t('name')}
        maxLength={50}
        value={draft.name}
        onChange={(e) => onChange({ name: e.target.value })}
      />
      <TextField
        id="care-new-phone"
        label={t('phone')}
        hint={t('phone.hint')}
        inputMode="tel"
        maxLength={11}
        value={draft.phone}
        onChange={(e) => onChange({ phone: e.target.value })}
      />
      <TextField
        id="care-new-guardian"
        label={t('guardian')}
        inputMode="tel"
        maxLength={11}
        value={draft.guardianPhone}
        onChange={(e) => onChange({ guardianPhone: e.target.value })}
      />
    </>
  )
}

function GroundFields({ draft, onChange }: PartProps) {
  const t = useText(careTexts)
  return (
    <fieldset className="control-form">
      <legend>{t('ground')}</legend>
      <SelectField
        id="care-new-ground"
        label={t('ground')}
        options={(['consent', 'duty'] as const).map((k) => ({ value: k, label: t(`ground.${k}`) }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind: kind as Draft['kind'] })}
      />
      {draft.kind === 'duty' ? (
        <TextField
          id="care-new-law"
          label={t('ground.law')}
          maxLength={300}
          value={draft.law}
          onChange={(e) => onChange({ law: e.target.value })}
        />
      ) : (
        <>
          <SelectField
            id="care-new-by"
            label={t('ground.by')}
            options={(['person', 'guardian'] as const).map((b) => ({ value: b, label: t(`by.${b}`) }))}
            value={draft.by}
            onChange={(by) => onChange({ by: by as Draft['by'] })}
          />
          <TextField
            id="care-new-how"
            label={t('ground.how')}
            maxLength={300}
            value={draft.how}
            onChange={(e) => onChange({ how: e.target.value })}
          />
          <TextField
            id="care-new-on"
            type="date"
            label={t('ground.on')}
            value={draft.on}
            onChange={(e) => onChange({ on: e.target.value })}
          />
        </>
      )}
    </fieldset>
  )
}

/** A ground that is not filled in is none; the server says so. */
function inputOf(d: Draft, legalBasis: string) {
  const consent =
    d.how.trim().length >= 2 && d.on !== ''
      ? { kind: 'consent', by: d.by, how: d.how.trim(), on: d.on }
      : null
  const duty = d.law.trim().length >= 4 ? { kind: 'duty', law: d.law.trim() } : null
  return {
    group: d.group,
    level: d.level,
    name: d.name.trim(),
    ...(d.phone.trim() === '' ? {} : { phone: d.phone.trim() }),
    ...(d.guardianPhone.trim() === '' ? {} : { guardianPhone: d.guardianPhone.trim() }),
    place: d.place,
    owner: d.owner,
    purpose: d.purpose.trim(),
    legalBasis,
    ground: d.kind === 'consent' ? consent : duty,
    reason: d.reason.trim(),
  }
}

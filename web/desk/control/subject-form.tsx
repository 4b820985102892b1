import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type SubjectKind, type SubjectView, subjectKinds } from '#modules/control/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { useControlWrite, useOwnOrgs } from './api.ts'

interface SubjectFormProps {
  /** Absent for a new one. */
  readonly subject?: SubjectView
  readonly onDone?: () => void
}

/** Puts a subject under control, or changes its name and representative. */
export function SubjectForm({ subject, onDone }: SubjectFormProps) {
  const t = useText(controlTexts)
  const navigate = useNavigate()
  const orgs = useOwnOrgs()
  const [kind, setKind] = useState<SubjectKind>(subject?.kind ?? 'enterprise')
  const [identifier, setIdentifier] = useState(subject?.identifier ?? '')
  const [name, setName] = useState(subject?.name ?? '')
  const [place, setPlace] = useState(subject?.place)
  const [chosen, setOwner] = useState<string>()
  const [phone, setPhone] = useState('')
  const owner = subject?.owner ?? chosen ?? orgs[0] ?? ''
  const save = useControlWrite<{ id: string }>('/subjects')
  const id = kind === 'area' ? (place ?? '') : identifier.trim()
  const isReady = name.trim().length >= 2 && place !== undefined && id !== ''
  const leave = (saved?: string) =>
    onDone === undefined
      ? void navigate({ to: '/control', search: saved === undefined ? {} : { subject: saved } })
      : onDone()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || save.isPending) return
    const known = subject === undefined ? {} : { id: subject.id, revision: subject.revision }
    const contact = phone === '' ? {} : { representative: phone.trim() }
    const body = { ...known, kind, identifier: id, name: name.trim(), place, owner, ...contact }
    save.mutate(body, { onSuccess: (saved) => leave(saved.id) })
  }
  return (
    <form className="card control-form narrow-form" onSubmit={submit} aria-label={t('add')}>
      {subject === undefined && <PageTitle title={t('add')} />}
      {subject === undefined && (
        <IdentityFields
          kind={kind}
          identifier={identifier}
          place={place}
          owner={owner}
          onKind={setKind}
          onIdentifier={setIdentifier}
          onPlace={setPlace}
          onOwner={setOwner}
        />
      )}
      <TextField
        id="subject-name"
        label={t('name')}
        maxLength={200}
        value={name}
        onChange={(e) => setName(e.target.value)}
      />
      {kind !== 'area' && (
        <TextField
          id="subject-phone"
          label={t('representative')}
          hint={t('representative.hint')}
          inputMode="tel"
          maxLength={11}
          value={phone}
          onChange={(e) => setPhone(e.target.value)}
        />
      )}
      <Refused error={save.error} />
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => leave()}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function Refused({ error }: { error: unknown }) {
  const failureText = useFailureText()
  if (error === null) return null
  return (
    <p role="alert" className="field-error">
      {failureText(error)}
    </p>
  )
}

interface IdentityFieldsProps {
  readonly kind: SubjectKind
  readonly identifier: string
  readonly place: string | undefined
  readonly owner: string
  readonly onKind: (kind: SubjectKind) => void
  readonly onIdentifier: (text: string) => void
  readonly onPlace: (place: string | undefined) => void
  readonly onOwner: (code: string) => void
}

/** What a subject is known by; fixed once it is in the register. */
function IdentityFields({
  kind,
  identifier,
  place,
  owner,
  onKind,
  onIdentifier,
  onPlace,
  onOwner,
}: IdentityFieldsProps) {
  const t = useText(controlTexts)
  const orgName = useOrgName()
  const orgs = useOwnOrgs()
  return (
    <>
      <SelectField
        id="subject-kind"
        label={t('kind')}
        options={subjectKinds.map((k) => ({ value: k, label: t(`kind.${k}`) }))}
        value={kind}
        onChange={(value) => onKind(value as SubjectKind)}
      />
      {orgs.length > 1 && (
        <SelectField
          id="subject-owner"
          label={t('owner')}
          options={orgs.map((code) => ({ value: code, label: orgName(code) }))}
          value={owner}
          onChange={onOwner}
        />
      )}
      <PlaceField label={t('place')} value={place} onChange={onPlace} />
      {kind === 'area' ? (
        <p className="muted">{t('identifier.area')}</p>
      ) : (
        <TextField
          id="subject-identifier"
          label={t('identifier')}
          hint={t(`identifier.${kind}`)}
          maxLength={60}
          value={identifier}
          onChange={(e) => onIdentifier(e.target.value)}
        />
      )}
    </>
  )
}

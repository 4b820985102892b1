import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ScenarioView } from '#modules/scenarios/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { useCheck, useScenarioWrite } from './api.ts'
import { FindingList } from './words.tsx'

/** Enters the package of an enterprise for a department. */
export function NewPackage() {
  const t = useText(scenariosTexts)
  const { me } = useSession()
  const own = me?.posts.find((p) => p.role === 'data-manager')?.org
  const [org, setOrg] = useState<string>()
  const chosen = org ?? own
  return (
    <>
      <PageTitle title={t('form.new')} />
      <PackageForm
        path="/scenarios"
        button={t('form.send')}
        body={chosen === undefined ? undefined : { org: chosen }}
        first={<OrgField id="scenario-org" label={t('department')} value={chosen} onChange={setOrg} />}
      />
    </>
  )
}

export function NewVersion({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  return (
    <>
      <PageTitle title={`${s.name[locale]} · ${t('form.version')}`} />
      <PackageForm
        path={`/scenarios/${s.id}/versions`}
        button={t('form.save')}
        body={{ revision: s.revision }}
      />
    </>
  )
}

interface PackageFormProps {
  readonly path: string
  readonly button: string
  /** What is sent beside package and reason; undefined while something is missing. */
  readonly body: object | undefined
  readonly first?: React.ReactNode
}

/** The file is checked when it is chosen; what does not conform cannot be sent. */
function PackageForm({ path, button, body, first }: PackageFormProps) {
  const t = useText(scenariosTexts)
  const failureText = useFailureText()
  const navigate = useNavigate()
  const [manifest, setManifest] = useState<unknown>()
  const [isNoJson, setNoJson] = useState(false)
  const [reason, setReason] = useState('')
  const check = useCheck()
  const save = useScenarioWrite(path)
  const isReady = body !== undefined && check.data?.conforms === true && reason.trim().length >= 2
  const take = async ([file]: readonly File[]) => {
    if (file === undefined) return
    check.reset()
    const read = parsed(await file.text())
    setManifest(read)
    setNoJson(read === undefined)
    if (read !== undefined) check.mutate(read)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || save.isPending) return
    save.mutate(
      { ...body, manifest, reason: reason.trim() },
      { onSuccess: ({ id }) => void navigate({ to: '/scenarios', search: { scenario: id } }) },
    )
  }
  return (
    <form className="card narrow-form" onSubmit={submit} aria-label={button}>
      {first}
      <FilePick
        id="scenario-file"
        label={t('form.file')}
        accept="application/json,.json"
        describedBy="scenario-checked"
        onFiles={(files) => void take(files)}
      />
      <div id="scenario-checked" role="status">
        {check.isPending && t('form.checking')}
        {check.error !== null && <p className="field-error">{failureText(check.error)}</p>}
        {isNoJson && <p className="field-error">{t('form.not-json')}</p>}
        {check.data !== undefined && (
          <>
            <p>{t(check.data.conforms ? 'form.conforms' : 'form.refused')}</p>
            <FindingList findings={check.data.findings} />
          </>
        )}
      </div>
      <TextArea
        id="scenario-why"
        label={t('form.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {button}
        </Button>
      </div>
    </form>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

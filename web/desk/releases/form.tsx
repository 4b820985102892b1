import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ReleasePlan, ReleaseProposal } from '#modules/releases/contract'
import { releaseMessages } from '#modules/releases/messages'
import { sharingMessages } from '#modules/sharing/messages'
import { ApiProblem } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { releaseFormTexts } from '../messages/releases-form.ts'
import { useProposal, useRelease, useReleaseWrite } from './api.ts'
import { AudienceFields } from './audience-fields.tsx'
import { ColumnFields } from './column-fields.tsx'
import { draftOf, emptyDraft, fieldId, missingOf, type PlanDraft, planOf } from './draft.ts'
import { HeadFields } from './head-fields.tsx'

/** A new release: first of which resource, then the plan with what is proposed for it. */
export function NewRelease() {
  const t = useText(releaseFormTexts)
  const [resource, setResource] = useState<string>()
  const proposal = useProposal(resource)
  return (
    <>
      <PageTitle title={t('form.new')} />
      <ResourceField label={t('form.resource')} value={resource} without="" onChange={setResource} />
      {resource !== undefined && proposal.isPending && <Loading lines={8} />}
      {proposal.error !== null && <Failure error={proposal.error} onRetry={() => void proposal.refetch()} />}
      {proposal.data !== undefined && (
        <PlanForm
          key={proposal.data.resource}
          proposal={proposal.data}
          first={{
            ...emptyDraft,
            columns: proposal.data.columns.map((c) => c.column),
            person: proposal.data.person ?? '',
            k: String(proposal.data.least.open),
          }}
        />
      )}
    </>
  )
}

export function EditRelease({ id }: { id: string }) {
  const t = useText(releaseFormTexts)
  const release = useRelease(id)
  const proposal = useProposal(release.data?.row.resource)
  const error = release.error ?? proposal.error
  return (
    <>
      <PageTitle title={t('form.edit')} />
      {error !== null && <Failure error={error} />}
      {error === null && (release.data === undefined || proposal.data === undefined) && <Loading lines={8} />}
      {release.data?.plan != null && proposal.data !== undefined && (
        <PlanForm
          proposal={proposal.data}
          first={draftOf(release.data.plan)}
          before={{ id, revision: release.data.revision }}
        />
      )}
    </>
  )
}

interface PlanFormProps {
  readonly proposal: ReleaseProposal
  readonly first: PlanDraft
  readonly before?: { readonly id: string; readonly revision: number }
}

function PlanForm({ proposal, first, before }: PlanFormProps) {
  const t = useText(releaseFormTexts)
  const failureText = useFailureText()
  const navigate = useNavigate()
  const serverErrors = useServerErrors()
  const [draft, setDraft] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const save = useReleaseWrite<{ id: string }>('/releases')
  const missing = missingOf(draft).map((field) => ({ field: fieldId(field), message: t(`fault.${field}`) }))
  const refused = serverErrors(save.error)
  const errors = attempt === 0 ? [] : missing.length > 0 ? missing : refused
  const change = (part: Partial<PlanDraft>) => setDraft({ ...draft, ...part })
  const leave = (id: string | undefined) =>
    void navigate({ to: '/releases', search: id === undefined ? {} : { release: id } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    save.reset()
    if (missing.length > 0 || save.isPending) return
    const plan: ReleasePlan = planOf(draft)
    save.mutate(
      { ...before, resource: proposal.resource, plan },
      { onSuccess: ({ id }) => leave(id), onError: () => setAttempt((old) => old + 1) },
    )
  }
  const fields = { draft, errors, proposal, onChange: change }
  return (
    <form className="release-form" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      <HeadFields {...fields} />
      <ColumnFields {...fields} />
      <AudienceFields {...fields} />
      {save.error !== null && refused.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => leave(before?.id)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

export interface PlanFieldsProps {
  readonly draft: PlanDraft
  readonly errors: readonly FieldError[]
  readonly proposal: ReleaseProposal
  readonly onChange: (part: Partial<PlanDraft>) => void
}

const messages: Texts = { ...sharingMessages, ...releaseMessages }

interface ServerFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What the server found, each at its field. */
function useServerErrors(): (error: unknown) => FieldError[] {
  const t = useText(releaseFormTexts)
  const say = useText(messages)
  return (error) => {
    if (!(error instanceof ApiProblem)) return []
    const { faults = [], fields = [] } = error.details as {
      faults?: readonly ServerFault[]
      fields?: readonly { path: string }[]
    }
    const found = [
      ...faults.map(({ path, key, values }) => ({ field: fieldId(path), message: say(key, values) })),
      ...fields.map(({ path }) => ({
        field: fieldId(path.replace(/^plan\./, '')),
        message: t('fault.other', { path }),
      })),
    ]
    return found.filter((e, n) => found.findIndex((other) => other.field === e.field) === n)
  }
}

import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  hitPolicies,
  levels,
  type Model,
  type ModelContent,
  type SubjectKind,
  subjectKinds,
} from '#modules/control/contract'
import { ApiProblem } from '../../ui/api.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { controlModelTexts } from '../messages/control-models.ts'
import { useControlWrite, useOwnOrgs } from './api.ts'
import { faultLines } from './faults.ts'
import { InputFields } from './input-fields.tsx'
import { RowFields } from './row-fields.tsx'

const fresh: ModelContent = {
  name: '',
  kind: 'enterprise',
  aim: '',
  legalBasis: '',
  purpose: 'supervision',
  hit: 'first',
  inputs: [
    {
      name: 'findings',
      title: '近 12 个月检查发现的问题',
      type: 'number',
      unit: '个',
      whole: true,
      binding: { kind: 'count', source: 'findings', months: 12 },
    },
  ],
  rows: [{ conditions: [], level: 'B', points: 0, note: '' }],
  steps: [],
  otherwise: 'A',
  reviewMonths: { A: 24, B: 12, C: 6, D: 3 },
}

/** The editor of a decision table. The server checks what is saved, and each fault names its place. */
export function ModelForm({ model }: { model?: Model }) {
  const t = useText(controlModelTexts)
  const orgName = useOrgName()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const { locale } = useLanguage()
  const orgs = useOwnOrgs()
  const [chosen, setOwner] = useState<string>()
  const [content, setContent] = useState<ModelContent>(model?.content ?? fresh)
  const owner = model?.owner ?? chosen ?? orgs[0] ?? ''
  const save = useControlWrite<{ id: string }>('/models')
  const change = (part: Partial<ModelContent>) => setContent({ ...content, ...part })
  const leave = (id: string | undefined) =>
    void navigate({ to: '/control', search: id === undefined ? { view: 'models' } : { model: id } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    const before = model === undefined ? {} : { id: model.id, revision: model.revision }
    save.mutate({ ...before, owner, content }, { onSuccess: ({ id }) => leave(id) })
  }
  return (
    <form className="control-form" onSubmit={submit} noValidate>
      <PageTitle title={t(model === undefined ? 'new' : 'edit')} />
      {orgs.length > 1 && model === undefined && (
        <SelectField
          id="model-owner"
          label={t('owner')}
          options={orgs.map((code) => ({ value: code, label: orgName(code) }))}
          value={owner}
          onChange={setOwner}
        />
      )}
      <HeadFields content={content} isNew={model === undefined} onChange={change} />
      <InputFields owner={owner} content={content} onChange={change} />
      <RowFields content={content} onChange={change} />
      <ReviewFields content={content} onChange={change} />
      {save.error !== null && (
        <div role="alert" className="field-error">
          <p>{failureText(save.error)}</p>
          <ul>
            {faultLines(save.error instanceof ApiProblem ? save.error.details : {}, locale).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => leave(model?.id)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

export interface PartProps {
  readonly content: ModelContent
  readonly onChange: (part: Partial<ModelContent>) => void
}

function HeadFields({ content, isNew, onChange }: PartProps & { isNew: boolean }) {
  const t = useText(controlModelTexts)
  const kinds = useText(controlTexts)
  return (
    <section className="card control-form">
      <TextField
        id="model-name"
        label={t('name')}
        maxLength={100}
        value={content.name}
        onChange={(e) => onChange({ name: e.target.value })}
      />
      {isNew && (
        <SelectField
          id="model-kind"
          label={t('kind')}
          options={subjectKinds.map((k) => ({ value: k, label: kinds(`kind.${k}`) }))}
          value={content.kind}
          onChange={(value) => onChange({ kind: value as SubjectKind })}
        />
      )}
      <TextArea
        id="model-aim"
        label={t('aim')}
        rows={2}
        maxLength={1000}
        value={content.aim}
        onChange={(e) => onChange({ aim: e.target.value })}
      />
      <TextField
        id="model-basis"
        label={t('basis')}
        maxLength={500}
        value={content.legalBasis}
        onChange={(e) => onChange({ legalBasis: e.target.value })}
      />
      <SelectField
        id="model-hit"
        label={t('hit')}
        options={hitPolicies.map((h) => ({ value: h, label: t(`hit.${h}`) }))}
        value={content.hit}
        onChange={(value) => onChange({ hit: value as ModelContent['hit'] })}
      />
    </section>
  )
}

function ReviewFields({ content, onChange }: PartProps) {
  const t = useText(controlModelTexts)
  const { reviewMonths } = content
  return (
    <section className="card control-line">
      {levels.map((level) => (
        <TextField
          key={level}
          id={`model-review-${level}`}
          label={t('months_of', { level })}
          type="number"
          min={1}
          max={60}
          value={reviewMonths[level]}
          onChange={(e) => onChange({ reviewMonths: { ...reviewMonths, [level]: Number(e.target.value) } })}
        />
      ))}
    </section>
  )
}

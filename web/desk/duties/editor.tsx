import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Citation, DutyRow } from '#modules/duties/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { OrgField, OrgsField } from '../fields/org-field.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { DutyPlaceField } from './place-field.tsx'

interface Draft {
  readonly id: string
  readonly category: string | undefined
  readonly place: string
  readonly org: string | undefined
  readonly co: readonly string[]
  readonly backstop: string | undefined
  readonly basis: string
  readonly note: string
  readonly reason: string
}

/** Changing a duty, or writing a new one. Who saved what and why stays in its history. */
export function DutyEditor({ duty, onDone }: { duty: DutyRow | undefined; onDone: () => void }) {
  const t = useText(dutyTexts)
  const failureText = useFailureText()
  const [draft, setDraft] = useState<Draft>(() => draftOf(duty))
  const save = useSave(duty, onDone)
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }))
  const isComplete = Boolean(
    draft.id &&
      draft.category &&
      draft.place &&
      draft.org &&
      draft.backstop &&
      draft.reason.trim().length >= 2,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isComplete) save.mutate(draft)
  }
  return (
    <form onSubmit={submit} className="action-fields">
      <DutyFields draft={draft} isNew={duty === undefined} onChange={change} />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isComplete}>
          {t('save')}
        </Button>
        {!isComplete && <span className="muted">{t('incomplete')}</span>}
      </div>
    </form>
  )
}

interface DutyFieldsProps {
  readonly draft: Draft
  readonly isNew: boolean
  readonly onChange: (part: Partial<Draft>) => void
}

/** Who answers for what and where. */
function DutyFields({ draft, isNew, onChange }: DutyFieldsProps) {
  const t = useText(dutyTexts)
  return (
    <>
      {isNew && (
        <TextField
          id="duty-id"
          label={t('row.code')}
          hint={t('row.hint')}
          value={draft.id}
          onChange={(e) => onChange({ id: e.target.value })}
        />
      )}
      <CategoryField
        label={t('category')}
        value={draft.category}
        onChange={(category) => onChange({ category })}
      />
      <DutyPlaceField value={draft.place} onChange={(place) => onChange({ place })} />
      <OrgField hasTownship label={t('org')} value={draft.org} onChange={(org) => onChange({ org })} />
      <OrgsField
        hasTownship
        id="duty-co"
        label={t('co')}
        value={draft.co}
        onChange={(co) => onChange({ co })}
      />
      <OrgField
        hasTownship
        label={t('backstop')}
        value={draft.backstop}
        onChange={(backstop) => onChange({ backstop })}
      />
      <DutyTexts draft={draft} onChange={onChange} />
    </>
  )
}

/** By which law, and why it changes. */
function DutyTexts({ draft, onChange }: Omit<DutyFieldsProps, 'isNew'>) {
  const t = useText(dutyTexts)
  return (
    <>
      <TextArea
        id="duty-basis"
        rows={3}
        label={t('basis')}
        hint={t('basis.hint')}
        value={draft.basis}
        onChange={(e) => onChange({ basis: e.target.value })}
      />
      <TextArea
        id="duty-note"
        rows={2}
        label={t('note')}
        value={draft.note}
        maxLength={1000}
        onChange={(e) => onChange({ note: e.target.value })}
      />
      <TextField
        id="duty-reason"
        label={t('reason')}
        value={draft.reason}
        maxLength={1000}
        onChange={(e) => onChange({ reason: e.target.value })}
      />
    </>
  )
}

function draftOf(duty: DutyRow | undefined): Draft {
  return {
    id: duty?.id ?? '',
    category: duty?.category,
    place: duty?.place ?? '',
    org: duty?.org,
    co: duty?.co ?? [],
    backstop: duty?.backstop,
    basis: (duty?.legalBasis ?? []).map(({ law, article }) => `${law} ${article ?? ''}`.trim()).join('\n'),
    note: duty?.note ?? '',
    reason: '',
  }
}

/** One citation a line: the law, a space, the article. */
function citationsOf(text: string): Citation[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(' ')
      return at === -1 ? { law: line } : { law: line.slice(0, at), article: line.slice(at + 1).trim() }
    })
}

function useSave(duty: DutyRow | undefined, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, basis, note, ...rest }: Draft) =>
      api.post<unknown>(
        `/duties/${encodeURIComponent(id)}`,
        {
          ...rest,
          legalBasis: citationsOf(basis),
          ...(note === '' ? {} : { note }),
          ...(duty?.deadline === undefined ? {} : { deadline: duty.deadline }),
          version: duty?.version ?? 0,
        },
        newIntentionKey(),
      ),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['duties'] }),
        client.invalidateQueries({ queryKey: ['duty'] }),
      ]),
  })
}

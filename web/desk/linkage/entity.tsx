import { type FormEvent, useState } from 'react'
import type { EntityView, LinkageView, RecordRef } from '#modules/linkage/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useFilters } from '../shell/filters.ts'
import { useEntity, useSourceName } from './api.ts'
import { piecesOf } from './differences.ts'
import { EntityActions } from './entity-actions.tsx'
import { fieldLabel, fieldsOf } from './fields.ts'
import { SelectField } from './select-field.tsx'
import { Marked, textOf } from './values.tsx'

/** All records of the entity of one record; parted and merged by a person's word. */
export function EntityPage({ l }: { l: LinkageView }) {
  const t = useText(linkageJudgingTexts)
  const [{ source, record }] = useFilters()
  const ref = record === undefined ? undefined : { source: Number(source ?? 0) || 0, record }
  const [note, setNote] = useState('')
  const entity = useEntity(l.id, ref)
  return (
    <>
      <div className="page-head">
        <PageTitle title={t('entity.title')} />
        <span className="muted">{l.content.name}</span>
      </div>
      <p className="muted">{t('entity.note')}</p>
      <FindForm key={`${source} ${record}`} l={l} first={ref} />
      <p role="status">{note}</p>
      {ref !== undefined && entity.isPending && <Loading lines={6} />}
      {entity.error !== null && <Failure error={entity.error} onRetry={() => void entity.refetch()} />}
      {entity.data !== undefined && ref !== undefined && (
        <>
          <Members key={entity.data.entity} l={l} entity={entity.data} found={ref} />
          {l.may.includes('judge') && (
            <EntityActions
              key={entity.data.members.length}
              l={l}
              members={entity.data.members}
              found={ref}
              onDone={setNote}
            />
          )}
        </>
      )}
    </>
  )
}

function FindForm({ l, first }: { l: LinkageView; first: RecordRef | undefined }) {
  const t = useText(linkageJudgingTexts)
  const nameOf = useSourceName(l)
  const [, change] = useFilters()
  const [source, setSource] = useState(String(first?.source ?? 0))
  const [record, setRecord] = useState(first?.record ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (record.trim() !== '') change({ source, record: record.trim() })
  }
  return (
    <search>
      <form onSubmit={submit} className="page-filters">
        <SelectField
          id="linkage-find-source"
          label={t('source')}
          options={l.content.sources.map((_, n) => ({ value: String(n), label: nameOf(n) }))}
          value={source}
          onChange={setSource}
        />
        <TextField
          id="linkage-find-record"
          label={t('record')}
          maxLength={2000}
          value={record}
          onChange={(e) => setRecord(e.target.value)}
        />
        <Button kind="main" type="submit" className="start">
          {t('search')}
        </Button>
      </form>
    </search>
  )
}

const firstShown = 12

interface MembersProps {
  readonly l: LinkageView
  readonly entity: EntityView
  readonly found: RecordRef
}

/** The records side by side, that which was looked for first; what differs from it is marked. */
function Members({ l, entity, found }: MembersProps) {
  const t = useText(linkageJudgingTexts)
  const f = useText(linkageFieldTexts)
  const nameOf = useSourceName(l)
  const [most, setMost] = useState(firstShown)
  const { kind, sources } = l.content
  const isFound = (m: RecordRef) => m.source === found.source && m.record === found.record
  const all = entity.members.toSorted((a, b) => Number(isFound(b)) - Number(isFound(a)))
  const members = all.slice(0, most)
  const given = fieldsOf[kind].filter((field) => sources.some((s) => field in s.fields))
  const first = all[0]?.values ?? {}
  const title = all.length === 1 ? t('alone') : t('members', { n: all.length })
  return (
    <div className="linkage-form">
      <h2>{title}</h2>
      {all.some((m) => Object.keys(m.values).length === 0) && <p role="note">{t('values.gone')}</p>}
      <TableScroll label={title}>
        <table className="table linkage-members">
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              {members.map((m) => (
                <th key={`${m.source} ${m.record}`} scope="col">
                  {m.record}
                  <br />
                  <span className="muted">{nameOf(m.source)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {given.map((field) => (
              <tr key={field}>
                <th scope="row">{fieldLabel(f, kind, field)}</th>
                {members.map((m, i) => (
                  <td key={`${m.source} ${m.record}`}>
                    <MemberValue
                      first={i === 0 ? '' : textOf(first, field)}
                      value={textOf(m.values, field)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {all.length > most && (
        <Button className="start" onClick={() => setMost(most + firstShown)}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function MemberValue({ first, value }: { first: string; value: string }) {
  const t = useText(linkageJudgingTexts)
  if (value === '') return <Marked pieces={[]} />
  if (first === '' || first === value) return <>{value}</>
  return (
    <>
      <Marked pieces={piecesOf(first, value)[1]} /> <small className="muted">{t('is.different')}</small>
    </>
  )
}

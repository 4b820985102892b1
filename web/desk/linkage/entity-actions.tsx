import { useState } from 'react'
import type { EntityView, LinkageView, RecordRef } from '#modules/linkage/contract'
import { TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useSourceName } from './api.ts'
import { ReasonForm } from './reason-form.tsx'
import { SelectField } from './select-field.tsx'

interface EntityActionsProps {
  readonly l: LinkageView
  readonly members: EntityView['members']
  readonly found: RecordRef
  readonly onDone: (note: string) => void
}

/** Parts two records of the entity, or merges another record with the one that was found. */
export function EntityActions(props: EntityActionsProps) {
  return (
    <div className="form-grid linkage-actions">
      {props.members.length > 1 && <Part {...props} />}
      <Merge {...props} />
    </div>
  )
}

const nameOfRecord = (r: RecordRef) => `${r.source} ${r.record}`

function Part({ l, members, found, onDone }: EntityActionsProps) {
  const t = useText(linkageJudgingTexts)
  const nameOf = useSourceName(l)
  const [leftName, setLeft] = useState(nameOfRecord(found))
  const [rightName, setRight] = useState<string>()
  const left = members.find((m) => nameOfRecord(m) === leftName) ?? members[0]
  const others = members.filter((m) => m !== left)
  const right = others.find((m) => nameOfRecord(m) === rightName) ?? others[0]
  const options = (list: readonly RecordRef[]) =>
    list.map((m) => ({ value: nameOfRecord(m), label: `${m.record} · ${nameOf(m.source)}` }))
  if (left === undefined || right === undefined) return null
  return (
    <section className="card" aria-labelledby="linkage-part">
      <h3 id="linkage-part">{t('part.title')}</h3>
      <SelectField
        id="linkage-part-left"
        label={t('part.left')}
        options={options(members)}
        value={nameOfRecord(left)}
        onChange={setLeft}
      />
      <SelectField
        id="linkage-part-right"
        label={t('part.right')}
        options={options(others)}
        value={nameOfRecord(right)}
        onChange={setRight}
      />
      <ReasonForm
        l={l}
        left={refOf(left)}
        right={refOf(right)}
        same={false}
        confirm={t('part')}
        onDone={(n) => onDone(t('part.done', { n }))}
      />
    </section>
  )
}

const refOf = ({ source, record }: RecordRef): RecordRef => ({ source, record })

function Merge({ l, found, onDone }: EntityActionsProps) {
  const t = useText(linkageJudgingTexts)
  const nameOf = useSourceName(l)
  const [source, setSource] = useState('0')
  const [record, setRecord] = useState('')
  return (
    <section className="card" aria-labelledby="linkage-merge">
      <h3 id="linkage-merge">{t('merge.title')}</h3>
      <SelectField
        id="linkage-merge-source"
        label={t('source')}
        options={l.content.sources.map((_, n) => ({ value: String(n), label: nameOf(n) }))}
        value={source}
        onChange={setSource}
      />
      <TextField
        id="linkage-merge-record"
        label={t('record')}
        maxLength={2000}
        value={record}
        onChange={(e) => setRecord(e.target.value)}
      />
      <ReasonForm
        l={l}
        left={found}
        right={{ source: Number(source), record: record.trim() }}
        same
        confirm={t('merge')}
        onDone={(n) => onDone(t('merge.done', { n }))}
      />
    </section>
  )
}

import { useState } from 'react'
import {
  daySteps,
  placeSteps,
  type ReleaseColumn,
  type ReleaseHierarchy,
  type ReleaseProposal,
} from '#modules/releases/contract'
import { levelCount } from '#modules/releases/rules'
import { Button, TextField } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useText } from '../../ui/i18n.tsx'
import { releaseWords } from '../../ui/messages/releases.ts'
import { useLevelWord } from '../../ui/release-card.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { releaseFormTexts } from '../messages/releases-form.ts'
import { useHierarchyFile, useReleaseWrite } from './api.ts'

type Quasi = Extract<ReleaseColumn, { role: 'quasi' }>

interface HierarchyFieldProps {
  readonly id: string
  readonly item: ReleaseProposal['items'][number]
  readonly column: Quasi
  readonly resource: string
  readonly offered: readonly ReleaseHierarchy[]
  readonly onChange: (column: Quasi) => void
}

/** How an item's values become coarser: by kind, its levels, the finest that may be given; kept for the next time if wanted. */
export function HierarchyField({ id, item, column, resource, offered, onChange }: HierarchyFieldProps) {
  const t = useText(releaseFormTexts)
  const level = useLevelWord()
  const { hierarchy } = column
  const kinds = [...new Set([hierarchy.kind, ...offered.map((h) => h.kind), 'list' as const])]
  const choose = (kind: string) => {
    const next = offered.find((h) => h.kind === kind) ?? ({ kind: 'list', lines: [['']] } as const)
    onChange({ ...column, hierarchy: next, least: Math.min(column.least, levelCount(next) - 1) })
  }
  const set = (next: ReleaseHierarchy) => onChange({ ...column, hierarchy: next })
  return (
    <>
      <SelectField
        id={`${id}-hierarchy`}
        label={t('form.hierarchy', { item: item.title })}
        options={kinds.map((kind) => ({ value: kind, label: t(`hierarchy.${kind}`) }))}
        value={hierarchy.kind}
        onChange={choose}
      />
      <Levels id={id} title={item.title} hierarchy={hierarchy} resource={resource} onChange={set} />
      <SelectField
        id={`${id}-least`}
        label={t('form.least', { item: item.title })}
        options={Array.from({ length: levelCount(hierarchy) }, (_, n) => ({
          value: String(n),
          label: level(hierarchy, n),
        }))}
        value={String(column.least)}
        onChange={(least) => onChange({ ...column, least: Number(least) })}
      />
      <KeepButton resource={resource} item={item.name} hierarchy={hierarchy} />
    </>
  )
}

interface LevelsProps {
  readonly id: string
  readonly title: string
  readonly hierarchy: ReleaseHierarchy
  readonly resource: string
  readonly onChange: (h: ReleaseHierarchy) => void
}

function Levels({ id, title, hierarchy: h, resource, onChange }: LevelsProps) {
  const t = useText(releaseFormTexts)
  switch (h.kind) {
    case 'bands':
      return (
        <NumbersField
          id={`${id}-widths`}
          label={t('form.widths', { item: title })}
          hint={t('form.widths.hint')}
          values={h.widths}
          onChange={(widths) => onChange({ ...h, widths })}
        />
      )
    case 'prefix':
      return (
        <NumbersField
          id={`${id}-keeps`}
          label={t('form.keeps', { item: title })}
          hint={t('form.keeps.hint')}
          values={h.keeps}
          onChange={(keeps) => onChange({ ...h, keeps })}
        />
      )
    case 'days':
      return (
        <Steps
          title={title}
          all={daySteps}
          chosen={h.steps}
          onChange={(steps) => onChange({ ...h, steps })}
        />
      )
    case 'places':
      return (
        <Steps
          title={title}
          all={placeSteps}
          chosen={h.steps}
          onChange={(steps) => onChange({ ...h, steps })}
        />
      )
    case 'list':
      return (
        <ListFile id={`${id}-list`} title={title} hierarchy={h} resource={resource} onChange={onChange} />
      )
    default:
      return null
  }
}

interface NumbersProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly values: readonly number[]
  readonly onChange: (values: number[]) => void
}

function NumbersField({ id, label, hint, values, onChange }: NumbersProps) {
  const [text, setText] = useState(values.join(','))
  const take = (next: string) => {
    setText(next)
    const numbers = next.split(/[,，、\s]+/).filter((part) => part !== '')
    onChange(numbers.map(Number).filter((n) => Number.isInteger(n) && n > 0))
  }
  return <TextField id={id} label={label} hint={hint} value={text} onChange={(e) => take(e.target.value)} />
}

interface StepsProps<S extends string> {
  readonly title: string
  readonly all: readonly S[]
  readonly chosen: readonly S[]
  readonly onChange: (steps: S[]) => void
}

function Steps<S extends (typeof daySteps)[number] | (typeof placeSteps)[number]>({
  title,
  all,
  chosen,
  onChange,
}: StepsProps<S>) {
  const t = useText(releaseFormTexts)
  const words = useText(releaseWords)
  const toggle = (step: S) =>
    onChange(all.filter((s) => (s === step ? !chosen.includes(s) : chosen.includes(s))))
  return (
    <fieldset className="release-steps">
      <legend>{t('form.steps', { item: title })}</legend>
      {all.map((step) => (
        <label key={step} className="release-check">
          <input type="checkbox" checked={chosen.includes(step)} onChange={() => toggle(step)} />
          {words(`level.${step}`)}
        </label>
      ))}
    </fieldset>
  )
}

interface ListFileProps extends LevelsProps {
  readonly hierarchy: Extract<ReleaseHierarchy, { kind: 'list' }>
}

function ListFile({ id, title, hierarchy, resource, onChange }: ListFileProps) {
  const t = useText(releaseFormTexts)
  const failureText = useFailureText()
  const read = useHierarchyFile(resource)
  const take = ([file]: readonly File[]) => {
    if (file === undefined) return
    read.mutate(file, { onSuccess: (found) => found.hierarchy !== null && onChange(found.hierarchy) })
  }
  return (
    <div>
      <FilePick
        id={id}
        label={t('form.list', { item: title })}
        accept=".csv,.xlsx"
        describedBy={`${id}-hint`}
        onFiles={take}
      />
      <p id={`${id}-hint`} className="field-hint">
        {t('form.list.hint')}
      </p>
      {hierarchy.lines.length > 1 && (
        <p role="status">
          {t('form.list.loaded', { lines: hierarchy.lines.length, levels: levelCount(hierarchy) })}
        </p>
      )}
      {read.data !== undefined && read.data.faults.length > 0 && (
        <ul role="alert">
          {read.data.faults.map((f) => (
            <li key={`${f.line} ${f.fault}`} className="field-error">
              {t('form.list.fault', { line: f.line, fault: t(`list.${f.fault}`) })}
            </li>
          ))}
        </ul>
      )}
      {read.error !== null && (
        <p role="alert" className="field-error">
          {failureText(read.error)}
        </p>
      )}
    </div>
  )
}

function KeepButton({
  resource,
  item,
  hierarchy,
}: {
  resource: string
  item: string
  hierarchy: ReleaseHierarchy
}) {
  const t = useText(releaseFormTexts)
  const failureText = useFailureText()
  const keep = useReleaseWrite(`/resources/${resource}/release-hierarchies`)
  return (
    <div>
      <Button kind="quiet" busy={keep.isPending} onClick={() => keep.mutate({ item, hierarchy })}>
        {t('form.keep')}
      </Button>
      {keep.isSuccess && <span role="status">{t('form.kept')}</span>}
      {keep.error !== null && (
        <p role="alert" className="field-error">
          {failureText(keep.error)}
        </p>
      )}
    </div>
  )
}

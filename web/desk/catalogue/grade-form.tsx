import { type FormEvent, useState } from 'react'
import {
  dataLevels,
  type GradingTableView,
  type GradingView,
  harmDegrees,
  type Impact,
  type ItemGrade,
  impactObjects,
  type ResourceView,
} from '#modules/catalogue/contract'
import { levelOf } from '#modules/catalogue/rules'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { useCatalogueAction, useCatalogueRead } from './api.ts'
import { Choose } from './editor/choose.tsx'
import { LevelTag } from './level.tsx'

interface GradeFormProps {
  readonly r: ResourceView
  readonly g: GradingView
  readonly onDone: () => void
}

/** A person says what harm each item could do; filled with the proposal, to be confirmed or changed. */
export function GradeForm({ r, g, onDone }: GradeFormProps) {
  const t = useText(catalogueGradingTexts)
  const failureText = useFailureText()
  const [items, setItems] = useState(() => startItems(g))
  const [impacts, setImpacts] = useState<readonly Impact[]>(g.history[0]?.impacts ?? [])
  const [more, setMore] = useState({ level: '', apart: '', reason: '', review: '' })
  const send = useCatalogueAction(onDone)
  const isReady = more.reason.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    const { level, apart, reason, review } = more
    const chosen = { ...(level === '' ? {} : { level }), ...(review === '' ? {} : { review }) }
    send.mutate({
      path: `/resources/${r.id}/grade`,
      input: { seen: g.history[0]?.seq ?? 0, items, impacts, apart, reason, ...chosen },
    })
  }
  return (
    <form className="card" onSubmit={submit}>
      <h3>{t('grade')}</h3>
      <ItemGrades r={r} items={items} onChange={setItems} />
      <Impacts impacts={impacts} onChange={setImpacts} />
      <GradeWords
        more={more}
        hasSources={g.sources.length > 0}
        onChange={(part) => setMore({ ...more, ...part })}
      />
      {send.error !== null && (
        <p role="alert" className="field-error">
          {failureText(send.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={send.isPending} aria-disabled={!isReady}>
          {t('confirm')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The last grade where the item was in it, else what is proposed. */
function startItems(g: GradingView): ItemGrade[] {
  const last = new Map(g.history[0]?.items.map((i) => [i.name, i]))
  return g.proposal.items.map((p) => {
    const { object, degree } = last.get(p.name) ?? p
    return { name: p.name, object, degree }
  })
}

interface ItemGradesProps {
  readonly r: ResourceView
  readonly items: readonly ItemGrade[]
  readonly onChange: (items: ItemGrade[]) => void
}

function ItemGrades({ r, items, onChange }: ItemGradesProps) {
  const t = useText(catalogueGradingTexts)
  const { data } = useCatalogueRead<GradingTableView>('/resources/grades/table')
  const title = (name: string) => r.content.items.find((i) => i.name === name)?.title ?? name
  const put = (n: number, part: Partial<Impact>) =>
    onChange(items.map((i, k) => (k === n ? { ...i, ...part } : i)))
  return (
    <TableScroll label={t('grade.table')}>
      <table className="table">
        <thead>
          <tr>
            {(['item', 'object', 'degree', 'level'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, n) => (
            <tr key={item.name}>
              <th scope="row">{title(item.name)}</th>
              <td>
                <Pick
                  label={`${t('object')} ${title(item.name)}`}
                  value={item.object}
                  values={impactObjects}
                  word={(o) => t(`object.${o}`)}
                  onChange={(object) => put(n, { object })}
                />
              </td>
              <td>
                <Pick
                  label={`${t('degree')} ${title(item.name)}`}
                  value={item.degree}
                  values={harmDegrees}
                  word={(d) => t(`degree.${d}`)}
                  onChange={(degree) => put(n, { degree })}
                />
              </td>
              <td>{data !== undefined && <LevelTag level={levelOf(data.table, item)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

interface PickProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly values: readonly V[]
  readonly word: (value: V) => string
  readonly onChange: (value: V) => void
}

/** A choice inside a table: its column says what it is. */
export function Pick<V extends string>({ label, value, values, word, onChange }: PickProps<V>) {
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={(e) => onChange(e.target.value as V)}
    >
      {values.map((v) => (
        <option key={v} value={v}>
          {word(v)}
        </option>
      ))}
    </select>
  )
}

function Impacts({
  impacts,
  onChange,
}: {
  impacts: readonly Impact[]
  onChange: (impacts: readonly Impact[]) => void
}) {
  const t = useText(catalogueGradingTexts)
  const free = impactObjects.filter((o) => !impacts.some((i) => i.object === o))
  const put = (n: number, part: Partial<Impact>) =>
    onChange(impacts.map((i, k) => (k === n ? { ...i, ...part } : i)))
  return (
    <fieldset className="choices">
      <legend>{t('impacts')}</legend>
      {impacts.map((impact, n) => (
        <div key={impact.object} className="rule-editor">
          <Choose
            id={`impact-object-${n}`}
            label={t('object')}
            value={impact.object}
            values={[impact.object, ...free]}
            word={(o) => t(`object.${o}`)}
            onChange={(object) => put(n, { object })}
          />
          <Choose
            id={`impact-degree-${n}`}
            label={t('degree')}
            value={impact.degree}
            values={harmDegrees}
            word={(d) => t(`degree.${d}`)}
            onChange={(degree) => put(n, { degree })}
          />
          <Button kind="quiet" onClick={() => onChange(impacts.filter((_, k) => k !== n))}>
            {t('impact.remove')}
          </Button>
        </div>
      ))}
      {free[0] !== undefined && (
        <div>
          <Button onClick={() => onChange([...impacts, { object: free[0] ?? 'person', degree: 'general' }])}>
            {t('impact.add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

interface GradeWordsProps {
  readonly more: {
    readonly level: string
    readonly apart: string
    readonly reason: string
    readonly review: string
  }
  readonly hasSources: boolean
  readonly onChange: (part: Partial<GradeWordsProps['more']>) => void
}

function GradeWords({ more, hasSources, onChange }: GradeWordsProps) {
  const t = useText(catalogueGradingTexts)
  return (
    <>
      <div className="form-grid">
        <Choose
          id="grade-level"
          label={t('level.choose')}
          value={more.level as '' | '1'}
          values={['', ...dataLevels]}
          word={(l) => (l === '' ? t('level.by-table') : t(`level.${l}`))}
          onChange={(level) => onChange({ level })}
        />
        <TextField
          id="grade-review"
          type="date"
          label={t('review')}
          hint={t('review.hint')}
          value={more.review}
          onChange={(e) => onChange({ review: e.target.value })}
        />
      </div>
      {hasSources && (
        <TextField
          id="grade-apart"
          label={t('apart')}
          value={more.apart}
          maxLength={2000}
          onChange={(e) => onChange({ apart: e.target.value })}
        />
      )}
      <TextArea
        id="grade-reason"
        rows={2}
        label={t('reason')}
        value={more.reason}
        maxLength={2000}
        onChange={(e) => onChange({ reason: e.target.value })}
      />
    </>
  )
}

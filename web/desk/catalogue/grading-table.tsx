import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import {
  dataLevels,
  floorNames,
  type GradingTable,
  type GradingTableView,
  harmDegrees,
  impactObjects,
  type PersonalKind,
  personalKinds,
  reaches,
} from '#modules/catalogue/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { KindName } from '../protection/kind-words.tsx'
import { useCatalogueAction, useCatalogueRead } from './api.ts'
import { Choose } from './editor/choose.tsx'
import { Pick } from './grade-form.tsx'

/** What grades are read from; the data authority changes it, everyone else reads it. */
export function GradingTablePage() {
  const t = useText(catalogueGradingTexts)
  const view = useCatalogueRead<GradingTableView>('/resources/grades/table')
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/catalogue">← {t('back')}</Link>
      <div className="page-head">
        <PageTitle title={t('table.title')} />
        {view.data !== undefined && (
          <span className="tag tag-quiet">
            {view.data.changedAt === null
              ? t('table.default')
              : `${t('table.changed')} ${view.data.changedAt.slice(0, 10)}`}
          </span>
        )}
      </div>
      <p className="muted">{t('table.note')}</p>
      {view.isPending && <Loading lines={10} />}
      {view.error !== null && <Failure error={view.error} onRetry={() => void view.refetch()} />}
      {view.data !== undefined && <TableForm key={view.data.changedAt} view={view.data} />}
    </main>
  )
}

interface PartProps {
  readonly table: GradingTable
  readonly onChange: (part: Partial<GradingTable>) => void
}

function TableForm({ view }: { view: GradingTableView }) {
  const t = useText(catalogueGradingTexts)
  const failureText = useFailureText()
  const [table, setTable] = useState(view.table)
  const save = useCatalogueAction()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ path: '/resources/grades/table', input: table })
  }
  const part = { table, onChange: (change: Partial<GradingTable>) => setTable({ ...table, ...change }) }
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!view.may} className="content-form plain-fieldset">
        <Part name="matrix" sources={view.sources}>
          <Matrix {...part} />
        </Part>
        <Part name="floors" sources={view.sources}>
          <Floors {...part} />
        </Part>
        <Part name="sensitive" sources={view.sources}>
          <Sensitive {...part} />
        </Part>
        <Part name="volumes" sources={view.sources}>
          <Volumes {...part} />
        </Part>
        <Part name="coverage" sources={view.sources}>
          <div className="form-grid">
            {reaches.map((reach) => (
              <Choose
                key={reach}
                id={`reach-${reach}`}
                label={t(`reach.${reach}`)}
                value={table.coverage[reach]}
                values={harmDegrees}
                word={(d) => t(`degree.${d}`)}
                onChange={(degree) => part.onChange({ coverage: { ...table.coverage, [reach]: degree } })}
              />
            ))}
          </div>
        </Part>
        <Part name="reviewMonths" sources={view.sources}>
          <TextField
            id="review-months"
            type="number"
            min={1}
            max={60}
            label={t('table.review')}
            value={String(table.reviewMonths)}
            onChange={(e) => part.onChange({ reviewMonths: e.target.valueAsNumber })}
          />
        </Part>
      </fieldset>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {view.may && (
        <div className="button-row form-end">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('table.save')}
          </Button>
          <span role="status">{save.isSuccess && t('table.saved')}</span>
        </div>
      )}
    </form>
  )
}

type PartName = 'matrix' | 'floors' | 'sensitive' | 'volumes' | 'coverage' | 'reviewMonths'

function Part({
  name,
  sources,
  children,
}: {
  name: PartName
  sources: Readonly<Record<string, string>>
  children: ReactNode
}) {
  const t = useText(catalogueGradingTexts)
  const title = name === 'reviewMonths' ? 'table.review' : (`table.${name}` as const)
  return (
    <section className="card" aria-labelledby={`part-${name}`}>
      <h2 id={`part-${name}`}>{t(title)}</h2>
      {children}
      <p className="muted">{t('source', { source: sources[name] ?? '' })}</p>
    </section>
  )
}

function Matrix({ table, onChange }: PartProps) {
  const t = useText(catalogueGradingTexts)
  return (
    <TableScroll label={t('table.matrix.label')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('object')}</th>
            {harmDegrees.map((d) => (
              <th key={d} scope="col">
                {t(`degree.${d}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {impactObjects.map((o) => (
            <tr key={o}>
              <th scope="row">{t(`object.${o}`)}</th>
              {harmDegrees.map((d) => (
                <td key={d}>
                  <Pick
                    label={`${t(`object.${o}`)} ${t(`degree.${d}`)}`}
                    value={table.matrix[o][d]}
                    values={dataLevels}
                    word={(l) => t(`level.${l}`)}
                    onChange={(level) =>
                      onChange({ matrix: { ...table.matrix, [o]: { ...table.matrix[o], [d]: level } } })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Floors({ table, onChange }: PartProps) {
  const t = useText(catalogueGradingTexts)
  return (
    <div className="form-grid">
      {floorNames.map((name) => (
        <Choose
          key={name}
          id={`floor-${name}`}
          label={t(`floor.${name}`)}
          value={table.floors[name]}
          values={dataLevels}
          word={(l) => t(`level.${l}`)}
          onChange={(level) => onChange({ floors: { ...table.floors, [name]: level } })}
        />
      ))}
    </div>
  )
}

function Volumes({ table, onChange }: PartProps) {
  const t = useText(catalogueGradingTexts)
  const put = (n: number, change: Partial<GradingTable['volumes'][number]>) =>
    onChange({ volumes: table.volumes.map((v, i) => (i === n ? { ...v, ...change } : v)) })
  return (
    <>
      {table.volumes.map((v, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines keep their places.
        <div key={n} className="form-grid">
          <TextField
            id={`volume-${n}`}
            type="number"
            min={1}
            label={t('volume.rows')}
            value={String(v.rows)}
            onChange={(e) => put(n, { rows: e.target.valueAsNumber })}
          />
          <Choose
            id={`volume-level-${n}`}
            label={t('level')}
            value={v.level}
            values={dataLevels}
            word={(l) => t(`level.${l}`)}
            onChange={(level) => put(n, { level })}
          />
        </div>
      ))}
    </>
  )
}

/** Every kind that the platform knows, so that none is forgotten and none is misspelt. */
function Sensitive({ table, onChange }: PartProps) {
  const t = useText(catalogueGradingTexts)
  const toggle = (kind: PersonalKind) =>
    onChange({ sensitive: personalKinds.filter((k) => (k === kind) !== table.sensitive.includes(k)) })
  return (
    <fieldset className="plain-fieldset">
      <legend className="visually-hidden">{t('table.sensitive')}</legend>
      <div className="grading-kinds">
        {personalKinds.map((kind) => (
          <label key={kind} className="tick">
            <input type="checkbox" checked={table.sensitive.includes(kind)} onChange={() => toggle(kind)} />
            <KindName kind={kind} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

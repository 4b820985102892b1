import { type Level, levels, operators, type TableCondition, type TableRow } from '#modules/control/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { controlTexts } from '../messages/control.ts'
import { controlModelTexts } from '../messages/control-models.ts'
import { controlTraceTexts } from '../messages/control-trace.ts'
import type { PartProps } from './model-form.tsx'

/** Rows of the table in their order, with what each gives; steps of the score, and the fallback. */
export function RowFields({ content, onChange }: PartProps) {
  const t = useText(controlModelTexts)
  const { rows } = content
  const replace = (n: number, row: TableRow) => onChange({ rows: rows.map((x, i) => (i === n ? row : x)) })
  const up = (n: number) => {
    const moved = [...rows]
    const [row] = moved.splice(n, 1)
    if (row !== undefined) moved.splice(n - 1, 0, row)
    onChange({ rows: moved })
  }
  return (
    <section className="card control-form" aria-labelledby="model-rows">
      <h2 id="model-rows">{t('table')}</h2>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
        <fieldset key={n} className="control-form">
          <legend>
            {t('row')} {n + 1}
          </legend>
          <Conditions at={`row-${n}`} row={row} content={content} onRow={(next) => replace(n, next)} />
          <Outcome
            at={`row-${n}`}
            row={row}
            isScore={content.hit === 'score'}
            onRow={(next) => replace(n, next)}
          />
          <div className="button-row">
            <Button kind="quiet" disabled={n === 0} onClick={() => up(n)}>
              ↑ {t('row.up')}
            </Button>
            <Button
              kind="quiet"
              disabled={rows.length === 1}
              onClick={() => onChange({ rows: rows.filter((_, i) => i !== n) })}
            >
              {t('remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <Button
        className="start"
        onClick={() => onChange({ rows: [...rows, { conditions: [], level: 'B', points: 0, note: '' }] })}
      >
        {t('row.add')}
      </Button>
      {content.hit === 'score' && <Steps content={content} onChange={onChange} />}
      <LevelField
        id="model-otherwise"
        label={t('otherwise')}
        value={content.otherwise}
        onChange={(otherwise) => onChange({ otherwise })}
      />
    </section>
  )
}

interface RowProps {
  readonly at: string
  readonly row: TableRow
  readonly onRow: (row: TableRow) => void
}

function Conditions({ at, row, content, onRow }: RowProps & { content: PartProps['content'] }) {
  const t = useText(controlModelTexts)
  const trace = useText(controlTraceTexts)
  const { conditions } = row
  const set = (n: number, part: Partial<TableCondition>) =>
    onRow({ ...row, conditions: conditions.map((c, i) => (i === n ? { ...c, ...part } : c)) })
  const [first] = content.inputs
  return (
    <>
      {conditions.map((c, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place.
        <div key={n} className="control-line control-condition">
          <SelectField
            id={`${at}-input-${n}`}
            label={t('input')}
            options={content.inputs.map((i) => ({ value: i.name, label: i.title === '' ? i.name : i.title }))}
            value={c.input}
            onChange={(input) => set(n, { input })}
          />
          <SelectField
            id={`${at}-op-${n}`}
            label={t('op')}
            options={operators.map((o) => ({ value: o, label: trace(`op.name.${o}`) }))}
            value={c.op}
            onChange={(op) =>
              set(n, { op: op as TableCondition['op'], ...(isBare(op) ? { values: [] } : {}) })
            }
          />
          {!isBare(c.op) && (
            <TextField
              id={`${at}-values-${n}`}
              label={t('condition.values')}
              value={c.values.join('，')}
              onChange={(e) => set(n, { values: valuesOf(e.target.value) })}
            />
          )}
          <Button
            kind="quiet"
            onClick={() => onRow({ ...row, conditions: conditions.filter((_, i) => i !== n) })}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      {first !== undefined && (
        <Button
          className="start"
          onClick={() =>
            onRow({ ...row, conditions: [...conditions, { input: first.name, op: '>=', values: [] }] })
          }
        >
          {t('condition.add')}
        </Button>
      )}
    </>
  )
}

function isBare(op: string): boolean {
  return op === 'missing' || op === 'known'
}

/** What is typed: the last value may be empty for the moment. */
function valuesOf(text: string): string[] {
  return text === '' ? [] : text.split(/[，,、]/)
}

function Outcome({ at, row, isScore, onRow }: RowProps & { isScore: boolean }) {
  const t = useText(controlModelTexts)
  return (
    <div className="control-line">
      {isScore ? (
        <TextField
          id={`${at}-points`}
          label={t('points')}
          type="number"
          value={row.points}
          onChange={(e) => onRow({ ...row, points: Number(e.target.value) })}
        />
      ) : (
        <LevelField
          id={`${at}-level`}
          label={t('level')}
          value={row.level ?? 'A'}
          onChange={(level) => onRow({ ...row, level })}
        />
      )}
      <TextField
        id={`${at}-note`}
        label={t('note')}
        maxLength={200}
        value={row.note}
        onChange={(e) => onRow({ ...row, note: e.target.value })}
      />
    </div>
  )
}

function Steps({ content, onChange }: PartProps) {
  const t = useText(controlModelTexts)
  const { steps } = content
  return (
    <fieldset className="control-form">
      <legend>{t('steps')}</legend>
      {steps.map((s, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
        <div key={n} className="control-line">
          <TextField
            id={`step-${n}`}
            label={t('step.from')}
            type="number"
            value={s.from}
            onChange={(e) =>
              onChange({ steps: steps.map((x, i) => (i === n ? { ...x, from: Number(e.target.value) } : x)) })
            }
          />
          <LevelField
            id={`step-level-${n}`}
            label={t('level')}
            value={s.level}
            onChange={(level) => onChange({ steps: steps.map((x, i) => (i === n ? { ...x, level } : x)) })}
          />
          <Button kind="quiet" onClick={() => onChange({ steps: steps.filter((_, i) => i !== n) })}>
            {t('remove')}
          </Button>
        </div>
      ))}
      {steps.length < 4 && (
        <Button className="start" onClick={() => onChange({ steps: [...steps, { from: 0, level: 'B' }] })}>
          {t('step.add')}
        </Button>
      )}
    </fieldset>
  )
}

interface LevelFieldProps {
  readonly id: string
  readonly label: string
  readonly value: Level
  readonly onChange: (level: Level) => void
}

function LevelField({ id, label, value, onChange }: LevelFieldProps) {
  const t = useText(controlTexts)
  return (
    <SelectField
      id={id}
      label={label}
      options={levels.map((l) => ({ value: l, label: `${l} ${t(`level.${l}`)}` }))}
      value={value}
      onChange={(level) => onChange(level as Level)}
    />
  )
}

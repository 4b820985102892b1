import type { DetectorList } from '#modules/early-warning/contract'
import { TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useDetectors } from './api.ts'
import { Choice } from './choice.tsx'
import { type DraftProps, isComplete, wayOf } from './draft.ts'
import { detectorName } from './words.tsx'

type Parameter = DetectorList['detectors'][number]['parameters'][number]

/** The detector and its parameters; what is left empty takes the preset that stands in grey. */
export function DetectorFields({ draft, change, of }: DraftProps & { readonly of: string | undefined }) {
  const t = useText(warningTexts)
  const { data } = useDetectors()
  const { kind, parameters } = draft.detector
  const way = wayOf(draft)
  const takes = way === 'rows' || way === 'sum' ? 'counts' : way
  const offered = (data?.detectors ?? []).filter((d) => d.takes === takes)
  const chosen = data?.detectors.find((d) => d.kind === kind)
  const set = (name: string, value: unknown) => {
    const { [name]: _old, ...rest } = parameters
    change({ detector: { kind, parameters: value === undefined ? rest : { ...rest, [name]: value } } })
  }
  return (
    <>
      <label className="field watch-detector">
        {t('watch.detector')}
        <select
          className="input"
          value={kind}
          onChange={(e) => change({ detector: { kind: e.target.value, parameters: {} } })}
        >
          {offered.map((d) => (
            <option key={d.kind} value={d.kind}>
              {detectorName(t, d.kind)}
            </option>
          ))}
        </select>
      </label>
      {(takes === 'counts' || takes === 'places') && <p className="muted">{t(`watch.${takes}.note`)}</p>}
      {takes === 'value' && (
        <Choice
          content={draft}
          of={of}
          isReady={isComplete(draft)}
          onTake={(taken) => change({ detector: { kind: taken, parameters: {} } })}
        />
      )}
      <div className="form-grid">
        {chosen?.parameters.map((p) => (
          <ParameterField
            key={p.name}
            p={p}
            value={parameters[p.name]}
            onChange={(value) => set(p.name, value)}
          />
        ))}
      </div>
    </>
  )
}

interface ParameterFieldProps {
  readonly p: Parameter
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function ParameterField({ p, value, onChange }: ParameterFieldProps) {
  const t = useText(warningTexts)
  const key = `param.${p.name}`
  const label = key in warningTexts ? t(key as 'param.upper') : p.name
  if (p.words.length > 0)
    return (
      <label className="field">
        {label}
        <select
          className="input"
          value={String(value ?? p.preset ?? '')}
          onChange={(e) => onChange(e.target.value)}
        >
          {p.words.map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
        </select>
      </label>
    )
  return (
    <TextField
      id={`parameter-${p.name}`}
      label={label}
      type="number"
      step={p.whole ? 1 : 'any'}
      min={p.least ?? undefined}
      max={p.most ?? undefined}
      placeholder={p.preset === null ? '' : String(p.preset)}
      value={typeof value === 'number' ? String(value) : ''}
      onChange={(e) => onChange(e.target.value === '' ? undefined : e.target.valueAsNumber)}
    />
  )
}

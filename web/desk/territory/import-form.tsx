import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Crs } from '#kernel/geo/contract'
import type { LayerReport } from '#modules/territory/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, ChoiceGroup, TextField } from '../../ui/controls.tsx'
import { FilePick } from '../../ui/file-pick.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { territoryTexts } from '../messages/territory.ts'

const mostBytes = 64 * 1024 * 1024
const layers = ['grids', 'townships'] as const
/** Surveying offices work in CGCS2000, so it comes first. */
const systems = ['CGCS2000', 'WGS84', 'GCJ02', 'BD09'] as const satisfies readonly Crs[]

/** A file that the browser can judge itself is not sent. */
class FileProblem extends Error {
  readonly reason: 'file.big' | 'file.wrong'
  constructor(reason: FileProblem['reason']) {
    super(reason)
    this.reason = reason
  }
}

async function readGeoJson(file: File): Promise<unknown> {
  if (file.size > mostBytes) throw new FileProblem('file.big')
  try {
    return JSON.parse(await file.text())
  } catch {
    throw new FileProblem('file.wrong')
  }
}

/** Layer, file, coordinate system and source; the server checks every feature before it keeps one. */
export function ImportForm({ onDone }: { onDone: (report: LayerReport | undefined) => void }) {
  const t = useText(territoryTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [layer, setLayer] = useState<(typeof layers)[number]>('grids')
  const [crs, setCrs] = useState<Crs>('CGCS2000')
  const [source, setSource] = useState('')
  const [file, setFile] = useState<File>()
  const isReady = file !== undefined && source.trim().length >= 2
  const run = useMutation({
    mutationFn: async (chosen: File) => {
      const body = { crs, source: source.trim(), geojson: await readGeoJson(chosen) }
      return api.post<LayerReport>(`/territory/${layer}`, body, newIntentionKey())
    },
    onMutate: () => onDone(undefined),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['territory'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file !== undefined && isReady) run.mutate(file)
  }
  return (
    <form className="card" onSubmit={submit} aria-labelledby="layer-import">
      <h2 id="layer-import">{t('import')}</h2>
      <ChoiceGroup
        id="layer-kind"
        legend={t('layer')}
        value={layer}
        choices={layers.map((value) => ({ value, label: t(value), hint: t(`import.${value}`) }))}
        onChange={setLayer}
      />
      <div className="form-grid">
        <FilePick
          id="layer-file"
          label={t('file')}
          accept=".geojson,.json,application/geo+json"
          onFiles={([chosen]) => setFile(chosen)}
        />
        <div className="field">
          <label htmlFor="layer-crs">{t('crs')}</label>
          <p id="layer-crs-hint" className="field-hint">
            {t('crs.hint')}
          </p>
          <select
            id="layer-crs"
            className="input"
            aria-describedby="layer-crs-hint"
            value={crs}
            onChange={(event) => setCrs(Crs.parse(event.target.value))}
          >
            {systems.map((system) => (
              <option key={system} value={system}>
                {t(`crs.${system}`)}
              </option>
            ))}
          </select>
        </div>
        <TextField
          id="layer-source"
          label={t('source')}
          hint={t('source.hint')}
          value={source}
          maxLength={200}
          onChange={(event) => setSource(event.target.value)}
        />
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={run.isPending} aria-disabled={!isReady}>
          {t('run')}
        </Button>
        <span role="status" className={run.error === null ? 'muted' : 'field-error'}>
          {run.isPending && t('running')}
          {run.error !== null &&
            (run.error instanceof FileProblem ? t(run.error.reason) : failureText(run.error))}
        </span>
      </div>
    </form>
  )
}

/** What was kept, and each refused feature with what to change. */
export function LayerResult({ report }: { report: LayerReport }) {
  const t = useText(territoryTexts)
  const { locale } = useLanguage()
  const { accepted, rejected, removed, problems } = report
  return (
    <section className="card" aria-label={t('import')}>
      <p>{t('done', { accepted, rejected, removed })}</p>
      {problems.length > 0 && (
        <>
          <h3>{t('problems')}</h3>
          {problems.length < rejected && (
            <p className="muted">{t('problems.more', { count: problems.length })}</p>
          )}
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.index} ${problem.reason.en}`}>{problem.reason[locale]}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

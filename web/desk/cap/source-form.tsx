import { type FormEvent, useState } from 'react'
import type { SourceRow } from '#modules/cap/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { capSourceTexts } from '../messages/cap-sources.ts'
import { useCapAction } from './api.ts'
import { Refused } from './faults.tsx'
import { PlacesField } from './places.tsx'

interface Props {
  /** The source that is changed; none for a new one. */
  readonly source?: SourceRow
  readonly onSaved: (id: string) => void
}

export function SourceForm({ source, onSaved }: Props) {
  const t = useText(capSourceTexts)
  const [fields, setFields] = useState({
    name: source?.name ?? '',
    url: source?.url ?? 'https://',
    every: String(source?.everyMinutes ?? 5),
    timeout: String(source?.timeoutSeconds ?? 20),
    token: '',
  })
  const [places, setPlaces] = useState<readonly string[]>(source?.places ?? [])
  const [isEnabled, setEnabled] = useState(source?.enabled ?? true)
  const save = useCapAction<{ id: string }>('/sources')
  const isReady = fields.name.trim().length >= 2 && URL.canParse(fields.url)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || save.isPending) return
    const input = {
      ...(source === undefined ? {} : { id: source.id, revision: source.revision }),
      name: fields.name,
      url: fields.url.trim(),
      places,
      everyMinutes: Number(fields.every),
      timeoutSeconds: Number(fields.timeout),
      enabled: isEnabled,
      ...(fields.token === '' ? {} : { secret: fields.token }),
    }
    save.mutate(input, { onSuccess: (done) => onSaved(done.id) })
  }
  const field = (name: keyof typeof fields) => ({
    id: `cap-source-${name}`,
    label: t(name),
    value: fields[name],
    onChange: (e: { target: { value: string } }) => setFields({ ...fields, [name]: e.target.value }),
  })
  return (
    <form className="card cap-form" onSubmit={submit}>
      <div className="form-grid">
        <TextField {...field('name')} maxLength={100} />
        <TextField {...field('url')} hint={t('url.hint')} type="url" maxLength={2000} />
        <TextField {...field('every')} type="number" min={1} max={1440} />
        <TextField {...field('timeout')} type="number" min={1} max={60} />
        <TextField
          {...field('token')}
          {...(source?.hasSecret === true ? { hint: t('token.kept') } : {})}
          type="password"
          autoComplete="off"
          maxLength={2000}
        />
      </div>
      <PlacesField label={t('places')} places={places} onChange={setPlaces} />
      <p className="field-hint">{t('places.hint')}</p>
      <label className="cap-check">
        <input type="checkbox" checked={isEnabled} onChange={(e) => setEnabled(e.target.checked)} />
        {t('enabled')}
      </label>
      <Refused error={save.error} />
      <p>
        <Button kind="main" type="submit" busy={save.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
      </p>
    </form>
  )
}

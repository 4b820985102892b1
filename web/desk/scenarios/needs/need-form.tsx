import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { NeedView } from '#modules/scenarios/contract'
import { Button, TextArea, TextField } from '../../../ui/controls.tsx'
import { useText } from '../../../ui/i18n.tsx'
import { PlaceName } from '../../../ui/org-name.tsx'
import { PageTitle } from '../../../ui/page.tsx'
import { useSession } from '../../../ui/session.tsx'
import { useFailureText } from '../../../ui/states.tsx'
import { OrgField } from '../../fields/org-field.tsx'
import { PlaceField } from '../../fields/place-field.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'
import { useWishWrite } from './api.ts'

const askers = ['data-manager', 'handler', 'supervisor', 'leader']
const blank = { title: '', wanted: '', tags: '', data: '', until: '', reason: '' }
type Text = typeof blank

/** A person of an organization says what it looks for. */
export function NewNeed() {
  const t = useText(scenarioNeedsTexts)
  const navigate = useNavigate()
  const { me } = useSession()
  const [org, setOrg] = useState<string>()
  const save = useWishWrite('/scenario-needs')
  const chosen = org ?? me?.posts.find((p) => askers.includes(p.role))?.org
  return (
    <>
      <PageTitle title={t('new')} />
      <NeedForm
        label={t('new')}
        start={blank}
        places={[]}
        isReady={chosen !== undefined}
        busy={save.isPending}
        error={save.error}
        onSend={(content) =>
          save.mutate(
            { ...content, org: chosen },
            { onSuccess: ({ id }) => void navigate({ to: '/scenarios/needs', search: { need: id } }) },
          )
        }
      >
        <OrgField id="need-org" label={t('org')} value={chosen} onChange={setOrg} />
      </NeedForm>
    </>
  )
}

/** An open need is put right: the whole of it as it stands, to be changed. */
export function EditNeed({ n, onDone }: { n: NeedView; onDone: () => void }) {
  const t = useText(scenarioNeedsTexts)
  const save = useWishWrite(`/scenario-needs/${n.id}/edit`)
  const { title, wanted, data, until } = n
  return (
    <NeedForm
      label={t('do.edit')}
      start={{ title, wanted, data, until, tags: n.tags.join('，'), reason: '' }}
      places={n.places}
      isReady
      busy={save.isPending}
      error={save.error}
      onSend={(content) => save.mutate({ ...content, revision: n.revision }, { onSuccess: onDone })}
    >
      <Button onClick={onDone}>{t('do.edit.cancel')}</Button>
    </NeedForm>
  )
}

interface NeedFormProps {
  readonly label: string
  readonly start: Text
  readonly places: readonly string[]
  readonly isReady: boolean
  readonly busy: boolean
  readonly error: Error | null
  readonly onSend: (content: object) => void
  /** What stands above the fields. */
  readonly children: ReactNode
}

function NeedForm({ label, start, places: first, isReady, busy, error, onSend, children }: NeedFormProps) {
  const t = useText(scenarioNeedsTexts)
  const failureText = useFailureText()
  const [places, setPlaces] = useState(first)
  const [text, setText] = useState(start)
  const tags = text.tags.split(/[，,、；;]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  const isWhole =
    isReady &&
    text.title.trim().length >= 4 &&
    text.wanted.trim().length >= 10 &&
    tags.length > 0 &&
    text.until !== '' &&
    text.reason.trim().length >= 2
  const field = (name: keyof Text) => ({
    value: text[name],
    onChange: (e: { target: { value: string } }) => setText({ ...text, [name]: e.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole && !busy) onSend({ ...text, tags, places })
  }
  return (
    <form className="card narrow-form" onSubmit={submit} aria-label={label}>
      {children}
      <TextField id="need-title" label={t('form.title')} maxLength={80} {...field('title')} />
      <TextArea
        id="need-wanted"
        label={t('wanted')}
        hint={t('form.wanted.hint')}
        maxLength={4000}
        {...field('wanted')}
      />
      <TextField
        id="need-tags"
        label={t('tags')}
        hint={t('form.tags.hint')}
        maxLength={160}
        {...field('tags')}
      />
      <PlacesField value={places} onChange={setPlaces} />
      <TextArea id="need-data" label={t('data')} rows={3} maxLength={2000} {...field('data')} />
      <TextField id="need-until" type="date" label={t('until')} {...field('until')} />
      <TextArea id="need-why" label={t('form.reason')} rows={2} maxLength={1000} {...field('reason')} />
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={busy} aria-disabled={!isWhole}>
          {t('form.send')}
        </Button>
      </div>
    </form>
  )
}

const mostPlaces = 10

interface PlacesFieldProps {
  readonly value: readonly string[]
  readonly onChange: (paths: readonly string[]) => void
}

/** Several places, one added after the other. */
function PlacesField({ value, onChange }: PlacesFieldProps) {
  const t = useText(scenarioNeedsTexts)
  const [next, setNext] = useState<string>()
  const add = () => {
    if (next !== undefined) onChange([...new Set([...value, next])])
    setNext(undefined)
  }
  return (
    <div className="wish-places-field">
      <PlaceField label={t('places')} value={next} onChange={setNext} />
      <Button aria-disabled={next === undefined || value.length >= mostPlaces} onClick={add}>
        {t('places.add')}
      </Button>
      {value.length > 0 && (
        <ul className="wish-reasons">
          {value.map((path) => (
            <li key={path}>
              <PlaceName path={path} />{' '}
              <button
                type="button"
                className="link-button"
                onClick={() => onChange(value.filter((p) => p !== path))}
              >
                {t('places.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { findingsOf } from '#modules/appeals/rules'
import { appeals, useCase } from '../../ui/cases.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { actionLabels, useLabel } from '../../ui/labels.ts'
import { useParam } from '../../ui/links.tsx'
import type { WaitingPhoto } from '../../ui/outbox/entry.ts'
import { addEntry } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { useOnline } from '../../ui/states.tsx'
import { Link, useGo } from '../links.ts'
import { caseTexts } from '../messages/case.ts'
import { MissingPage } from '../missing-page.tsx'
import { PhotoField } from '../photos/photo-field.tsx'
import { VoiceButton } from '../voice-button.tsx'
import { type FieldAction, isFieldAction, shortest } from './available.ts'
import { Unread, useWaiting } from './page.tsx'

/** The form of one action. Sending means: kept on the phone, sent as soon as there is a network. */
export function ActionPage() {
  const id = useParam('id')
  const action = useParam('action')
  const { data: view, error, refetch } = useCase(appeals, id)
  if (view === undefined) return <Unread error={error} onRetry={() => void refetch()} />
  return isFieldAction(action) ? <ActionForm view={view} action={action} /> : <MissingPage />
}

function ActionForm({ view, action }: { view: CaseView; action: FieldAction }) {
  const t = useText(caseTexts)
  const label = useLabel()
  const isOnline = useOnline()
  const form = useActionForm(view, action)
  const name = label(actionLabels, action)
  return (
    <form className="group" onSubmit={form.submit} noValidate>
      <Link to="/case/$id" params={{ id: view.id }} className="back">
        ‹ {view.title}
      </Link>
      <PageTitle title={name} />
      {action === 'accept' ? (
        <p>{t('accept.text')}</p>
      ) : (
        <>
          {form.takesPhotos && <PhotoField photos={form.photos} onChange={form.setPhotos} />}
          <TextArea
            id="text"
            label={t(`text.${action}`)}
            value={form.text}
            onChange={(event) => form.setText(event.target.value)}
            {...(action === 'answer' ? { hint: t('answer.hint') } : {})}
            errors={
              form.flaw === undefined
                ? []
                : [{ field: 'text', message: t(form.flaw, { min: shortest[action] }) }]
            }
          />
          <VoiceButton onText={(said) => form.setText((before) => before + said)} />
        </>
      )}
      <Button kind="main" type="submit" busy={form.isSaving} className="submit">
        {isOnline ? `${t('submit')}${action === 'accept' ? `（${name}）` : ''}` : t('submit.offline')}
      </Button>
    </form>
  )
}

function useActionForm(view: CaseView, action: FieldAction) {
  const { me } = useSession()
  const go = useGo()
  const label = useLabel()
  const waiting = useWaiting(view.id)
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<readonly WaitingPhoto[]>([])
  const [flaw, setFlaw] = useState<'text.short' | 'text.empty'>()
  const [isSaving, setSaving] = useState(false)
  const takesPhotos =
    view.can.includes('attach') && (action === 'handle' || action === 'answer' || action === 'comment')
  const save = async () => {
    const words = text.trim()
    const found = flawOf(view, action, words)
    if (found !== undefined) return setFlaw(found)
    setSaving(true)
    // Behind others of this case the entry takes the version that they lead to, when they are sent.
    const version = waiting.at(-1)?.work
    await addEntry({
      owner: me?.id ?? '',
      title: `${label(actionLabels, action)} · ${view.title}`,
      photos: takesPhotos ? photos : [],
      work: {
        kind: 'action',
        caseId: view.id,
        number: view.number,
        action,
        version: version?.kind === 'action' ? version.version : view.version,
        input: action === 'accept' ? {} : { text: words },
      },
    })
    await go({ to: '/case/$id', params: { id: view.id }, replace: true })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving) void save()
  }
  return { text, setText, photos, setPhotos, flaw, isSaving, takesPhotos, submit }
}

/** What the server would send back: better said here than when the phone finds a network again. */
function flawOf(view: CaseView, action: FieldAction, words: string): 'text.short' | 'text.empty' | undefined {
  if ([...words].length < shortest[action]) return 'text.short'
  const isEmpty =
    action === 'answer' && findingsOf(words, `${view.title}。${view.body}`).includes('only-acknowledged')
  return isEmpty ? 'text.empty' : undefined
}

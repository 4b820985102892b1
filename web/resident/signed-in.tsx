import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PersonView } from '#kernel/identity/contract'
import { api } from '../ui/api.ts'
import { Button, TextField } from '../ui/controls.tsx'
import { useText } from '../ui/i18n.tsx'
import { useSignIn } from '../ui/session.tsx'
import { useFailureText } from '../ui/states.tsx'
import { mineTexts } from './messages/mine.ts'

const personKey = ['me', 'person'] as const

/** Whose list this is: the name that was given, else the number with its middle hidden. */
export function SignedIn() {
  const t = useText(mineTexts)
  const failureText = useFailureText()
  const { signOut } = useSignIn()
  const [isNaming, setNaming] = useState(false)
  const { data: person } = useQuery({
    queryKey: personKey,
    queryFn: ({ signal }) => api.get<PersonView>('/me/person', undefined, signal),
  })
  return (
    <>
      <p className="signed-in">
        <span>
          {person === undefined ? t('signed-in.plain') : t('signed-in', { name: whoIs(person) })}
          {person !== undefined && ' '}
          {person !== undefined && (
            <button
              type="button"
              className="link-button"
              aria-expanded={isNaming}
              onClick={() => setNaming(!isNaming)}
            >
              {t(person.name === '' ? 'name.set' : 'name.change')}
            </button>
          )}
        </span>
        <Button kind="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('sign-out')}
        </Button>
      </p>
      {signOut.error !== null && (
        <p role="alert" className="field-error">
          {failureText(signOut.error)}
        </p>
      )}
      {isNaming && person !== undefined && <NameForm person={person} onDone={() => setNaming(false)} />}
    </>
  )
}

/** An empty name takes it away again. */
function NameForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const t = useText(mineTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [name, setName] = useState(person.name)
  const save = useMutation({
    mutationFn: () => api.put<PersonView>('/me/person', { name: name.trim() }),
    onSuccess: (saved) => {
      client.setQueryData(personKey, saved)
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="group" onSubmit={submit}>
      <TextField
        id="own-name"
        label={t('name')}
        hint={t('name.hint')}
        value={name}
        maxLength={50}
        autoComplete="name"
        onChange={(event) => setName(event.target.value)}
      />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <Button kind="main" type="submit" busy={save.isPending}>
        {t('name.save')}
      </Button>
    </form>
  )
}

function whoIs({ name, phone }: PersonView): string {
  return name === '' ? phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2') : name
}

import { type FormEvent, useState } from 'react'
import { Button, TextField } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { useLibraryWrite, useSynonyms } from './query.ts'

/** How people say things, dialect included, and the words that the texts use. Every change is in the audit. */
export function Synonyms({ mayEdit }: { mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const join = useJoin()
  const [wanted, setWanted] = useState('')
  const { data, error, refetch, isPending } = useSynonyms()
  const remove = useLibraryWrite((_: { say: string }) => '/assistant/synonyms/remove')
  const rows = data?.filter((row) => `${row.say} ${row.means.join(' ')}`.includes(wanted.trim())) ?? []
  return (
    <>
      {mayEdit && <SynonymForm />}
      <TextField
        id="wanted"
        label={t('synonym.find')}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {rows.length > 0 && (
        <TableScroll label={t('tab.synonyms')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('say')}</th>
                <th scope="col">{t('means')}</th>
                <th scope="col">{t('origin')}</th>
                {mayEdit && <th scope="col">{t('column.act')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.say}>
                  <th scope="row">{row.say}</th>
                  <td>{join(row.means)}</td>
                  <td>{t(`origin.${row.origin}`)}</td>
                  {mayEdit && (
                    <td>
                      <Button busy={remove.isPending} onClick={() => remove.mutate({ say: row.say })}>
                        {t('synonym.remove', { word: row.say })}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </>
  )
}

function SynonymForm() {
  const t = useText(assistantTexts)
  const failureText = useFailureText()
  const [say, setSay] = useState('')
  const [means, setMeans] = useState('')
  const save = useLibraryWrite((_: { say: string; means: string[] }) => '/assistant/synonyms/save')
  const words = means
    .split(/[、，,\s]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (say.trim() === '' || words.length === 0 || save.isPending) return
    save.mutate(
      { say: say.trim(), means: words },
      {
        onSuccess: () => {
          setSay('')
          setMeans('')
        },
      },
    )
  }
  return (
    <form className="card" onSubmit={submit}>
      <div className="form-grid">
        <TextField
          id="say"
          label={t('say')}
          maxLength={20}
          value={say}
          onChange={({ target }) => setSay(target.value)}
        />
        <TextField
          id="means"
          label={t('means')}
          maxLength={200}
          value={means}
          onChange={({ target }) => setMeans(target.value)}
        />
        <Button type="submit" kind="main" className="start" busy={save.isPending}>
          {t('synonym.save')}
        </Button>
      </div>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
    </form>
  )
}

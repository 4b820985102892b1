import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LadderView, SupervisionPost } from '#modules/supervision/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ShortPlace } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { supervisionTexts } from '../messages/supervision.ts'
import { PostForm } from './post-form.tsx'

/** Who oversees what by name, and who stands in. */
export function PostsCard({ ladder }: { ladder: LadderView }) {
  const t = useText(supervisionTexts)
  const [editing, setEditing] = useState<SupervisionPost | 'new'>()
  const close = () => setEditing(undefined)
  return (
    <section className="card" aria-labelledby="posts-title">
      <h2 id="posts-title">{t('posts')}</h2>
      <p className="muted">{t('posts.lead')}</p>
      {ladder.posts.length === 0 ? (
        <p className="muted">{t('posts.empty')}</p>
      ) : (
        <PostTable posts={ladder.posts} mayEdit={ladder.can.savePost} onEdit={setEditing} />
      )}
      {ladder.can.savePost && editing === undefined && (
        <Button className="start" onClick={() => setEditing('new')}>
          {t('add')}
        </Button>
      )}
      {editing !== undefined && (
        <PostForm
          key={editing === 'new' ? 'new' : editing.id}
          ladder={ladder}
          post={editing === 'new' ? undefined : editing}
          onClose={close}
        />
      )}
    </section>
  )
}

interface PostTableProps {
  readonly posts: readonly SupervisionPost[]
  readonly mayEdit: boolean
  readonly onEdit: (post: SupervisionPost) => void
}

function PostTable({ posts, mayEdit, onEdit }: PostTableProps) {
  const t = useText(supervisionTexts)
  const label = useLabel()
  return (
    <TableScroll label={t('posts')}>
      <table className="table">
        <thead>
          <tr>
            {(['name', 'role', 'places', 'orgs', 'deputy', 'absence'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            {mayEdit && <th scope="col">{t('edit')}</th>}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.id}>
              <th scope="row">{post.name}</th>
              <td>{label(roleLabels, post.role)}</td>
              <td>
                {post.places.map((place) => (
                  <span key={place} className="inline-item">
                    <ShortPlace path={place} />
                  </span>
                ))}
              </td>
              <td>
                {post.orgs.length === 0
                  ? t('orgs.all')
                  : post.orgs.map((org) => (
                      <span key={org} className="inline-item">
                        <OrgName code={org} />
                      </span>
                    ))}
              </td>
              <td>{post.deputyName ?? t('deputy.none')}</td>
              <td>
                {post.absentFrom === null
                  ? t('absence.none')
                  : t('absence.days', { from: post.absentFrom, to: post.absentTo ?? '' })}
              </td>
              {mayEdit && (
                <td className="nowrap">
                  <button type="button" className="link-button" onClick={() => onEdit(post)}>
                    {t('edit')}
                  </button>{' '}
                  <EndPost post={post} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function EndPost({ post }: { post: SupervisionPost }) {
  const t = useText(supervisionTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () =>
      api.post(`/supervision/posts/${post.id}/end`, { version: post.version }, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: ['supervision', 'ladder'] }),
  })
  return (
    <>
      <button type="button" className="link-button" onClick={() => end.mutate()}>
        {t('end')}
      </button>
      {end.error !== null && <span className="field-error">{failureText(end.error)}</span>}
    </>
  )
}

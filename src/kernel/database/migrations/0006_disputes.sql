-- A dispute belongs to every kind of case and no longer takes it out of handling: the backstop works on it meanwhile.
-- A co-handler keeps when it was last reminded.

update cases set document = document
    || jsonb_build_object('dispute',
      case when jsonb_typeof(document->'details'->'dispute') = 'object'
        then document->'details'->'dispute' || jsonb_build_object('at', document->'updatedAt', 'verdict', null,
          'backstop', document->'details'->'dispute'->'from')
        else 'null'::jsonb end)
    || jsonb_build_object('details', (document->'details') - 'dispute')
    || jsonb_build_object('lead', case when jsonb_typeof(document->'lead') = 'object'
        then jsonb_build_object('urgedAt', null) || (document->'lead') else 'null'::jsonb end)
    || jsonb_build_object('co', coalesce((select jsonb_agg(jsonb_build_object('urgedAt', null) || h)
        from jsonb_array_elements(document->'co') h), '[]'::jsonb))
    || case when state = 'disputed' then '{"state": "dispatched"}'::jsonb else '{}'::jsonb end,
  state = case when state = 'disputed' then 'dispatched' else state end
where not document ? 'dispute';

create index cases_disputed on cases (type, due_at) where document @? '$.dispute ? (@.verdict == null)';
create index cases_waiting_for_co on cases (type, due_at)
  where document @? '$.co[*] ? (@.answeredAt == null)' and closed_at is null;

-- A watch may count rows or judge several values together; those that there were do neither.

update watches set content = '{"count": null, "also": []}'::jsonb || content;
comment on column signals.mark is
  'Position in the change feed of the observation that gave it, when a silence began, or the first day of the period that was counted.';
comment on column series_states.at is 'Newest observation by the time of the event; of counts the end of the newest closed period.';

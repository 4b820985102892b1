-- The nightly sweep asks for each merged issue whether anything of it could still be parted again.
create index hot_issue_members_by_origin on hot_issue_members (moved_from) where moved_from is not null;
create index hot_issues_by_target on hot_issues (merged_into) where merged_into is not null;

-- Second factor, temporary passwords, the organization that keeps an account, and a daily limit of codes.

alter table accounts
  add column totp_pending bytea,
  add column org text,
  add column password_temporary boolean not null default false,
  add constraint accounts_org_fk foreign key (org) references organizations (code);
comment on column accounts.totp is 'Secret of the authenticator, sealed under the master key; null: no second factor.';
comment on column accounts.totp_pending is 'A secret that was shown but not yet confirmed by a code; sealed likewise.';
comment on column accounts.org is 'The organization that keeps the account: its administrators may change it even before it holds a post.';
comment on column accounts.password_temporary is 'Set by an administrator: good for one thing, to be replaced.';
comment on column accounts.external_subject is 'Issuer and subject of the identity provider, with a space between; linked by an administrator.';
create index accounts_by_login on accounts (login) where kind <> 'resident';
create index accounts_by_person on accounts (person) where person is not null;

alter table sign_in_codes
  add column since timestamptz not null default now(),
  add column sent  integer not null default 1;
comment on column sign_in_codes.sent is 'Codes sent to this number since `since`; at most ten a day, so that guessing goes nowhere.';
comment on column sign_in_codes.code_hash is 'HMAC-SM3 under the master key: six digits behind a plain hash would be found by trying them all.';
